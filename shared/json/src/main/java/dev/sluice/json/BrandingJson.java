package dev.sluice.json;

import dev.sluice.core.branding.BrandChannel;
import dev.sluice.core.branding.Branding;
import dev.sluice.core.branding.Color;
import dev.sluice.core.branding.HttpsUrl;
import dev.sluice.core.branding.LocalizedBranding;
import dev.sluice.core.branding.LocalizedBranding.LocalizedTopic;
import dev.sluice.core.policy.TopicId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Brandings as JSON. */
public final class BrandingJson {

  private static final JsonDecoder<Color> COLOUR = JsonDecoders.string().map(Color::new);

  private static final JsonDecoder<HttpsUrl> ADDRESS = JsonDecoders.string().map(HttpsUrl::parse);

  private static final JsonDecoder<BrandChannel> CHANNEL =
      ObjectDecoder.of(in -> {
        var name = in.required("name", JsonDecoders.string());
        var url = in.required("url", ADDRESS);
        return () -> new BrandChannel(name.get(), url.get());
      });

  private static final JsonDecoder<LocalizedTopic> TOPIC =
      ObjectDecoder.of(in -> {
        var name = in.required("name", JsonDecoders.string());
        var description = in.required("description", JsonDecoders.string());
        return () -> new LocalizedTopic(name.get(), description.get());
      });

  private static final JsonDecoder<LocalizedBranding> WORDING =
      ObjectDecoder.of(in -> {
        var welcome = in.optional("welcome", JsonDecoders.string());
        var topics =
            in.optional(
                "topics",
                JsonDecoders.map(TopicId::new, TOPIC, LocalizedBranding.MAX_TOPICS),
                Map.of());
        return () -> new LocalizedBranding(welcome.get(), topics.get());
      });

  private BrandingJson() {}

  /** Returns the kind of brandings. */
  public static JsonDecoder<Branding> decoder() {
    return ObjectDecoder.of(in -> {
      var name = in.optional("name", JsonDecoders.string());
      var logo = in.optional("logo", ADDRESS);
      var accent = in.optional("accent", COLOUR);
      var accentOnDark = in.optional("accentOnDark", COLOUR);
      var privacyPolicy = in.optional("privacyPolicy", ADDRESS);
      var channels =
          in.optional("channels", JsonDecoders.list(CHANNEL, 0, Branding.MAX_CHANNELS), List.of());
      var language = in.optional("language", TimeDecoders.locale());
      var wordings =
          in.optional(
              "wordings",
              JsonDecoders.map(TimeDecoders::locale, WORDING, Branding.MAX_LANGUAGES),
              Map.of());
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
  public static ObjectNode toJson(Branding branding) {
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
    branding.localizations().entrySet().stream()
        .sorted(Comparator.comparing(entry -> entry.getKey().toLanguageTag()))
        .forEach(entry -> wordings.set(entry.getKey().toLanguageTag(), toJson(entry.getValue())));
    return written;
  }

  private static ObjectNode toJson(LocalizedBranding wording) {
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
