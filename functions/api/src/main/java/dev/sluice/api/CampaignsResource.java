package dev.sluice.api;

import dev.sluice.core.campaign.Campaign;
import dev.sluice.core.campaign.CampaignAction;
import dev.sluice.core.campaign.CampaignId;
import dev.sluice.core.campaign.CampaignStore;
import dev.sluice.core.campaign.CampaignStore.StoredCampaign;
import dev.sluice.core.campaign.CampaignValidator;
import dev.sluice.core.campaign.TrackedCampaign;
import dev.sluice.core.delivery.HandOverBarrier;
import dev.sluice.core.support.OptimisticLock;
import dev.sluice.core.support.Violation;
import dev.sluice.core.support.ViolationCollector;
import dev.sluice.json.CampaignJson;
import dev.sluice.json.EnumNames;
import dev.sluice.json.Json;
import dev.sluice.lambda.http.HttpProblem;
import dev.sluice.lambda.http.HttpProblem.ProblemType;
import dev.sluice.lambda.http.HttpRequest;
import dev.sluice.lambda.http.HttpResponse;
import dev.sluice.lambda.http.Route;
import dev.sluice.mail.ContentCheck;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Creates, reads, lists, pauses, resumes and cancels campaigns.
 *
 * @param handOverBarrier what the answer of a pause or a cancellation waits at, so that nothing is
 *     handed to SES after it
 * @param ids generates ids for campaigns that are sent without one
 */
record CampaignsResource(
    CampaignStore campaigns,
    CampaignValidator validator,
    CampaignViews views,
    HandOverBarrier handOverBarrier,
    InstantSource clock,
    Supplier<CampaignId> ids) {

  /** The largest campaign: ten variants of 100 KB each, the size at which mail is clipped. */
  private static final int MAX_BODY_BYTES = 1024 * 1024;

  List<Route> routes() {
    return List.of(
        Route.of("POST /campaigns", MAX_BODY_BYTES, this::create),
        Route.of("GET /campaigns", this::list),
        Route.of("GET /campaigns/{id}", this::get),
        Route.of("POST /campaigns/{id}/revise", MAX_BODY_BYTES, this::revise),
        Route.of("POST /campaigns/{id}/pause", request -> apply(CampaignAction.PAUSE, request)),
        Route.of("POST /campaigns/{id}/resume", request -> apply(CampaignAction.RESUME, request)),
        Route.of("POST /campaigns/{id}/cancel", request -> apply(CampaignAction.CANCEL, request)));
  }

  private HttpResponse create(HttpRequest request) {
    Instant now = clock.instant();
    Campaign campaign = Json.decode(request.body(), CampaignJson.decoder(ids.get(), now));
    validator.validate(campaign, now);
    requireKnownCampaigns(campaign.excludedCampaigns());
    List<ContentCheck.Warning> warnings = ContentCheck.check(campaign);
    switch (campaigns.create(campaign, now)) {
      case CREATED -> {}
      case EXISTS -> {
        Violation violation =
            new Violation("id", campaign.id().value(), "use another id, or omit it");
        throw new HttpProblem(
                ProblemType.CONFLICT, "A campaign with this id exists.", List.of(violation))
            .toException();
      }
      case TOO_MANY_ACTIVE ->
          throw HttpProblem.of(
                  ProblemType.CONFLICT,
                  CampaignStore.MAX_ACTIVE
                      + " campaigns are active. Wait until one has ended, or cancel one.")
              .toException();
    }
    StoredCampaign created =
        new StoredCampaign(TrackedCampaign.created(campaign, now), Optional.empty());
    ObjectNode body = views.ofNew(now).details(created);
    addWarnings(body.putArray("warnings"), warnings);
    return HttpResponse.created("/campaigns/" + campaign.id(), body);
  }

  private static void addWarnings(ArrayNode listed, List<ContentCheck.Warning> warnings) {
    for (ContentCheck.Warning warning : warnings) {
      listed
          .addObject()
          .put("kind", EnumNames.jsonName(warning.kind()))
          .put("field", warning.field())
          .put("value", warning.value())
          .put("reason", warning.reason());
    }
  }

  /** A misspelled campaign would exclude no one. */
  private void requireKnownCampaigns(List<CampaignId> excluded) {
    ViolationCollector violations = new ViolationCollector();
    for (int i = 0; i < excluded.size(); i++) {
      CampaignId id = excluded.get(i);
      if (campaigns.find(id).isEmpty()) {
        violations.add(
            "excludedCampaigns[" + i + "]",
            id.value(),
            "this campaign does not exist: use the id of one that was enqueued");
      }
    }
    violations.throwIfAny();
  }

  private HttpResponse get(HttpRequest request) {
    return details(load(id(request)));
  }

  private HttpResponse list(HttpRequest request) {
    PageRequest paging = PageRequest.parse(request);
    CampaignStore.Page page = campaigns.list(paging.after(), paging.limit());
    CampaignViews.View view = views.load(clock.instant());
    ObjectNode body = Json.object();
    ArrayNode listed = body.putArray("campaigns");
    page.campaigns().forEach(summary -> listed.add(view.summary(summary)));
    page.next().ifPresent(next -> body.put("next", next.value()));
    return HttpResponse.ok(body);
  }

  private HttpResponse apply(CampaignAction action, HttpRequest request) {
    CampaignId id = id(request);
    TrackedCampaign applied = OptimisticLock.update("the campaign", () -> tryApply(action, id));
    switch (applied.state()) {
      // Also where nothing was changed: an earlier request may have been cut off while it waited.
      case PAUSED, CANCELLED -> awaitHandOverBarrier();
      case ACTIVE, COMPLETED -> {}
    }
    return details(load(id));
  }

  /** Returns the campaign as it is to be, empty if another writer changed it meanwhile. */
  private Optional<TrackedCampaign> tryApply(CampaignAction action, CampaignId id) {
    TrackedCampaign tracked = load(id).tracked();
    action.rejectionReason(tracked).ifPresent(CampaignsResource::reject);
    if (action.isAlreadyApplied(tracked)) {
      return Optional.of(tracked);
    }
    TrackedCampaign changed = action.apply(tracked, clock.instant());
    return campaigns.update(changed) ? Optional.of(changed) : Optional.empty();
  }

  /**
   * Replaces the content of a campaign for those who have not been sent it. A dry run reports the
   * same and stores nothing.
   */
  private HttpResponse revise(HttpRequest request) {
    CampaignId id = id(request);
    CampaignJson.Content content = Json.decode(request.body(), CampaignJson.contentDecoder());
    if (!content.isDryRun()) {
      boolean unused = OptimisticLock.update("the campaign", () -> tryRevise(id, content));
      awaitHandOverBarrier();
    }
    StoredCampaign stored = content.isDryRun() ? revised(id, content) : load(id);
    ObjectNode body =
        views.load(clock.instant()).revision(stored).put("dryRun", content.isDryRun());
    addWarnings(body.putArray("warnings"), ContentCheck.check(stored.tracked().campaign()));
    return HttpResponse.ok(body);
  }

  private Optional<Boolean> tryRevise(CampaignId id, CampaignJson.Content content) {
    return campaigns.revise(revised(id, content).tracked()) ? Optional.of(true) : Optional.empty();
  }

  /** Returns the campaign with valid content. */
  private StoredCampaign revised(CampaignId id, CampaignJson.Content content) {
    StoredCampaign stored = load(id);
    switch (stored.tracked().state()) {
      case ACTIVE, PAUSED -> {}
      case CANCELLED, COMPLETED -> reject("The campaign has ended: no one gets it any more.");
    }
    TrackedCampaign next = stored.tracked().withContent(content.variants(), content.defaults());
    validator.validate(next.campaign(), clock.instant());
    return new StoredCampaign(next, stored.finalCounts());
  }

  private void awaitHandOverBarrier() {
    try {
      handOverBarrier.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while workers may still send the campaign", e);
    }
  }

  private StoredCampaign load(CampaignId id) {
    return campaigns.find(id).orElseThrow(() -> HttpProblem.notFound("campaign", id).toException());
  }

  private HttpResponse details(StoredCampaign stored) {
    return HttpResponse.ok(views.load(clock.instant()).details(stored));
  }

  private static CampaignId id(HttpRequest request) {
    return new CampaignId(request.pathParameter("id"));
  }

  private static void reject(String reason) {
    throw HttpProblem.of(ProblemType.CONFLICT, reason).toException();
  }
}
