package dev.sluice.preferences;

import dev.sluice.preferences.centre.Centre;
import dev.sluice.preferences.centre.Ledger;
import dev.sluice.scheduling.delivery.CampaignNames;
import dev.sluice.scheduling.delivery.CampaignNames.Named;
import dev.sluice.scheduling.policy.PolicyStore;
import dev.sluice.scheduling.policy.SendPolicy;
import dev.sluice.scheduling.standing.SendKey;
import dev.sluice.scheduling.visit.SubscriberRecord;
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
record CentreReader(PolicyStore policies, CampaignNames names, InstantSource clock) {

  Centre read(Opened link) {
    SubscriberRecord record = link.record();
    Instant now = clock.instant();
    SendPolicy policy = policies.current();
    ZoneId zone = policy.zoneOf(record.subscriber());
    Ledger ledger = Ledger.of(record.standing(), zone, now);
    Map<SendKey, Named> named = new HashMap<>(names.of(ledger.keysOfSent()));
    named.putAll(names.of(ledger.keysOfOthers()));
    return new Centre(record, link.topics(), policy, ledger, named, now);
  }
}
