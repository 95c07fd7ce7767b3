package dev.sluice.preferences.page;

import dev.sluice.aws.http.HttpResponse;
import dev.sluice.mail.words.Language;
import dev.sluice.mail.words.Languages;
import dev.sluice.scheduling.branding.Branding;
import dev.sluice.scheduling.branding.Channel;
import dev.sluice.scheduling.branding.WebAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A whole page: no script, nothing kept anywhere, and nothing fetched but the team's logo.
 *
 * @param title in plain words; it is not repeated in the page
 */
record Document(Look look, Html title, Html main) {

  HttpResponse response(int status) {
    Style style = Style.of(look.branding());
    return new HttpResponse(status, headers(style), html(style).markup());
  }

  private Map<String, String> headers(Style style) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("content-type", "text/html; charset=utf-8");
    headers.put("content-language", look.language().tag());
    headers.put("content-security-policy", policy(style));
    headers.put("cache-control", "no-store");
    headers.put("referrer-policy", "no-referrer");
    headers.put("x-content-type-options", "nosniff");
    headers.put("x-robots-tag", "noindex, nofollow");
    return headers;
  }

  private String policy(Style style) {
    String pictures =
        look.branding().logo().map(logo -> " img-src " + logo.origin() + ";").orElse("");
    return "default-src 'none'; style-src %s;%s form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
        .formatted(style.source(), pictures);
  }

  private Html html(Style style) {
    Language language = look.language();
    return Html.of(
        """
        <!doctype html>
        <html lang="%s" dir="%s">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>%s</title>
        <style>%s</style>
        </head>
        <body>
        <a class="vh" href="#main">%s</a>
        <header>
        %s
        %s
        </header>
        <main id="main">
        %s
        </main>
        <footer>
        %s
        </footer>
        </body>
        </html>
        """,
        Html.text(language.tag()),
        Html.text(language.direction()),
        title,
        new Html(style.css()),
        look.speech().say("frame.skip"),
        team(),
        tongues(),
        main,
        foot());
  }

  private Html team() {
    Branding branding = look.branding();
    Html name = branding.name().map(Html::text).orElse(Html.NONE);
    return branding
        .logo()
        .map(logo ->
            Html.of("<img class=\"logo\" src=\"%s\" alt=\"%s\">", Html.text(logo.toString()), name))
        .or(() ->
            branding.name().map(Html::foreign).map(n -> Html.of("<p class=\"team\">%s</p>", n)))
        .orElse(Html.of("<span></span>"));
  }

  /** Each language by its own name, as those who look for it know it. */
  private Html tongues() {
    List<Html> links = Languages.installed().all().stream().map(this::tongue).toList();
    return Html.of(
        "<nav aria-label=\"%s\"><ul class=\"tongues\">\n%s\n</ul></nav>",
        look.speech().say("frame.languages"), Html.lines(links));
  }

  private Html tongue(Language language) {
    Html current =
        language.tag().equals(look.language().tag())
            ? Html.of(" aria-current=\"true\"")
            : Html.NONE;
    return Html.of(
        "<li><a href=\"?lang=%s\" lang=\"%s\" hreflang=\"%s\"%s><bdi>%s</bdi></a></li>",
        Html.text(language.tag()),
        Html.text(language.tag()),
        Html.text(language.tag()),
        current,
        Html.text(language.name()));
  }

  private Html foot() {
    Branding branding = look.branding();
    Speech speech = look.speech();
    Html privacy =
        branding
            .privacyPolicy()
            .map(url -> Html.of("<p>%s</p>", link(url, speech.say("frame.privacy"))))
            .orElse(Html.NONE);
    return Html.lines(
        channels(),
        privacy,
        Html.of("<p>%s</p>", speech.say("frame.address")),
        Html.of("<address><bdi>%s</bdi></address>", lines(look.postalAddress())));
  }

  private Html channels() {
    List<Channel> channels = look.branding().channels();
    if (channels.isEmpty()) {
      return Html.NONE;
    }
    List<Html> links =
        channels.stream()
            .map(channel ->
                Html.of(
                    "<li>%s</li>", link(channel.address(), look.inTeamsLanguage(channel.name()))))
            .toList();
    return Html.of(
        "<p>%s</p>\n<ul>\n%s\n</ul>", look.speech().say("frame.channels"), Html.lines(links));
  }

  private static Html link(WebAddress address, Html words) {
    return Html.of(
        "<a href=\"%s\" rel=\"noreferrer\">%s</a>", Html.text(address.toString()), words);
  }

  private static Html lines(String text) {
    return new Html(Html.text(text.strip()).markup().replace("\n", "<br>\n"));
  }
}
