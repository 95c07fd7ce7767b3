package dev.sluice.aws.json;

import dev.sluice.scheduling.branding.Branding;
import dev.sluice.scheduling.branding.Channel;
import dev.sluice.scheduling.branding.Colour;
import dev.sluice.scheduling.branding.WebAddress;
import dev.sluice.scheduling.branding.Wording;
import dev.sluice.scheduling.branding.Wording.TopicWording;
import dev.sluice.scheduling.policy.TopicId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Brandings as JSON. */
public final class BrandingJson {

  private static final Kind<Colour> COLOUR = Kinds.string().as(Colour::new);

  private static final Kind<WebAddress> ADDRESS = Kinds.string().as(WebAddress::of);

  private static final Kind<Channel> CHANNEL =
      ObjectReader.of(in -> {
        var name = in.required("name", Kinds.string());
        var url = in.required("url", ADDRESS);
        return () -> new Channel(name.get(), url.get());
      });

  private static final Kind<TopicWording> TOPIC =
      ObjectReader.of(in -> {
        var name = in.required("name", Kinds.string());
        var description = in.required("description", Kinds.string());
        return () -> new TopicWording(name.get(), description.get());
      });

  private static final Kind<Wording> WORDING =
      ObjectReader.of(in -> {
        var welcome = in.optional("welcome", Kinds.string());
        var topics =
            in.optional("topics", Kinds.map(TopicId::new, TOPIC, Wording.MAX_TOPICS), Map.of());
        return () -> new Wording(welcome.get(), topics.get());
      });

  private BrandingJson() {}

  /** Returns the kind of brandings. */
  public static Kind<Branding> branding() {
    return ObjectReader.of(in -> {
      var name = in.optional("name", Kinds.string());
      var logo = in.optional("logo", ADDRESS);
      var accent = in.optional("accent", COLOUR);
      var accentOnDark = in.optional("accentOnDark", COLOUR);
      var privacyPolicy = in.optional("privacyPolicy", ADDRESS);
      var channels =
          in.optional("channels", Kinds.list(CHANNEL, 0, Branding.MAX_CHANNELS), List.of());
      var language = in.optional("language", TimeKinds.locale());
      var wordings =
          in.optional(
              "wordings", Kinds.map(TimeKinds::locale, WORDING, Branding.MAX_LANGUAGES), Map.of());
      return () ->
          new Branding(
              name.get(),
              logo.get(),
              accent.get(),
              accentOnDark.get(),
              privacyPolicy.get(),
              channels.get(),
              language.get(),
              wordings.get());
    });
  }

  /** Returns a branding as JSON. */
  public static ObjectNode write(Branding branding) {
    ObjectNode written = Json.object();
    branding.name().ifPresent(name -> written.put("name", name));
    branding.logo().ifPresent(logo -> written.put("logo", logo.toString()));
    branding.accent().ifPresent(colour -> written.put("accent", colour.hex()));
    branding.accentOnDark().ifPresent(colour -> written.put("accentOnDark", colour.hex()));
    branding.privacyPolicy().ifPresent(url -> written.put("privacyPolicy", url.toString()));
    ArrayNode channels = written.putArray("channels");
    branding
        .channels()
        .forEach(channel ->
            channels
                .addObject()
                .put("name", channel.name())
                .put("url", channel.address().toString()));
    branding.language().ifPresent(locale -> written.put("language", locale.toLanguageTag()));
    ObjectNode wordings = written.putObject("wordings");
    branding.wordings().entrySet().stream()
        .sorted(Comparator.comparing(entry -> entry.getKey().toLanguageTag()))
        .forEach(entry -> wordings.set(entry.getKey().toLanguageTag(), write(entry.getValue())));
    return written;
  }

  private static ObjectNode write(Wording wording) {
    ObjectNode written = Json.object();
    wording.welcome().ifPresent(welcome -> written.put("welcome", welcome));
    ObjectNode topics = written.putObject("topics");
    wording.topics().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(topic ->
            topics
                .putObject(topic.getKey().value())
                .put("name", topic.getValue().name())
                .put("description", topic.getValue().description()));
    return written;
  }
}
