package dev.sluice.transactional;

import dev.sluice.core.transactional.MessageTemplate;
import dev.sluice.core.transactional.TemplateId;
import dev.sluice.core.transactional.TemplateStore;
import dev.sluice.json.Json;
import dev.sluice.json.MessageTemplateJson;
import dev.sluice.lambda.http.HttpProblem;
import dev.sluice.lambda.http.HttpRequest;
import dev.sluice.lambda.http.HttpResponse;
import dev.sluice.lambda.http.Route;
import dev.sluice.mail.TransactionalMessageComposer;
import java.util.List;

/**
 * Message templates. Writing them is a route of its own, so that a policy can keep it to
 * administrators: what they mark transactional passes every cap and every opt-out.
 */
record TemplatesResource(TemplateStore templates) {

  List<Route> routes() {
    return List.of(
        Route.of("GET /templates/{id}", this::get), Route.of("PUT /templates/{id}", this::put));
  }

  private HttpResponse get(HttpRequest request) {
    TemplateId id = new TemplateId(request.pathParameter("id"));
    return templates
        .find(id)
        .map(template -> HttpResponse.ok(MessageTemplateJson.toJson(template)))
        .orElseThrow(() -> HttpProblem.notFound("template", id).toException());
  }

  private HttpResponse put(HttpRequest request) {
    TemplateId id = new TemplateId(request.pathParameter("id"));
    MessageTemplate template = Json.decode(request.body(), MessageTemplateJson.decoder(id));
    TransactionalMessageComposer.validate(template);
    templates.save(template);
    return HttpResponse.ok(MessageTemplateJson.toJson(template));
  }
}
