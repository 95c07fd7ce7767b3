package dev.sluice.transactional;

import dev.sluice.aws.http.HttpRequest;
import dev.sluice.aws.http.HttpResponse;
import dev.sluice.aws.http.Parts;
import dev.sluice.aws.http.Problem;
import dev.sluice.aws.http.Route;
import dev.sluice.aws.json.Json;
import dev.sluice.aws.json.TemplateJson;
import dev.sluice.mail.TransactionalMail;
import dev.sluice.scheduling.transactional.MessageTemplate;
import dev.sluice.scheduling.transactional.TemplateId;
import dev.sluice.scheduling.transactional.TemplateStore;
import java.util.List;

/**
 * Message templates. Writing them is a route of its own, so that a policy can keep it to
 * administrators: what they mark transactional passes every cap and every opt-out.
 */
record TemplatesResource(TemplateStore templates) {

  List<Route> routes() {
    return List.of(
        Route.of("GET", "/templates/{id}", (_, parts) -> read(parts)),
        Route.of("PUT", "/templates/{id}", this::write));
  }

  private HttpResponse read(Parts parts) {
    TemplateId id = new TemplateId(parts.get("id"));
    return templates
        .read(id)
        .map(template -> HttpResponse.ok(TemplateJson.write(template)))
        .orElseThrow(() ->
            Problem.of(Problem.Kind.NOT_FOUND, "there is no template '" + id + "'").asException());
  }

  private HttpResponse write(HttpRequest request, Parts parts) {
    TemplateId id = new TemplateId(parts.get("id"));
    MessageTemplate template = Json.read(request.body(), TemplateJson.template(id));
    TransactionalMail.check(template);
    templates.put(template);
    return HttpResponse.ok(TemplateJson.write(template));
  }
}
