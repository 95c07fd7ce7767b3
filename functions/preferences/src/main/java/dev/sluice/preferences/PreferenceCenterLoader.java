package dev.sluice.preferences;

import dev.sluice.core.policy.PolicyStore;
import dev.sluice.core.policy.SendPolicy;
import dev.sluice.core.state.CampaignNameResolver;
import dev.sluice.core.state.CampaignNameResolver.NamedCampaign;
import dev.sluice.core.state.SendKey;
import dev.sluice.core.state.SubscriberRecord;
import dev.sluice.preferences.center.MailHistory;
import dev.sluice.preferences.center.PreferenceCenter;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;

/**
 * Gathers what the preference centre shows, in at most three reads: the policy, for why something
 * waits and for the zone of those who have none, and twice a hundred names of campaigns.
 *
 * <p>They are made only once a link has proved good. That takes longer than for a bad one, which
 * tells nobody anything: whoever holds a good link sees the page.
 */
record PreferenceCenterLoader(
    PolicyStore policies, CampaignNameResolver campaignNames, InstantSource clock) {

  PreferenceCenter load(LinkTarget link) {
    SubscriberRecord record = link.subscriber();
    Instant now = clock.instant();
    SendPolicy policy = policies.current();
    ZoneId zone = policy.zoneOf(record.subscriber());
    MailHistory ledger = MailHistory.of(record.state(), zone, now);
    Map<SendKey, NamedCampaign> named = new HashMap<>(campaignNames.findAll(ledger.sentKeys()));
    named.putAll(campaignNames.findAll(ledger.unsentKeys()));
    return new PreferenceCenter(record, link.topics(), policy, ledger, named, now);
  }
}
