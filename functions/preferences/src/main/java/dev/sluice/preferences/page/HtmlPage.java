package dev.sluice.preferences.page;

import dev.sluice.core.branding.BrandChannel;
import dev.sluice.core.branding.Branding;
import dev.sluice.core.branding.HttpsUrl;
import dev.sluice.lambda.http.HttpResponse;
import dev.sluice.mail.i18n.Language;
import dev.sluice.mail.i18n.Languages;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A complete page: no script, no caching, and nothing loaded but the team's logo.
 *
 * @param title without markup; the page does not repeat it
 */
record HtmlPage(PageTheme theme, Html title, Html main) {

  HttpResponse response(int status) {
    Stylesheet style = Stylesheet.forBranding(theme.branding());
    return new HttpResponse(status, headers(style), html(style).markup());
  }

  private Map<String, String> headers(Stylesheet style) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("content-type", "text/html; charset=utf-8");
    headers.put("content-language", theme.language().tag());
    headers.put("content-security-policy", policy(style));
    headers.put("x-robots-tag", "noindex, nofollow");
    return headers;
  }

  private String policy(Stylesheet style) {
    String images =
        theme.branding().logo().map(logo -> " img-src " + logo.origin() + ";").orElse("");
    return "default-src 'none'; style-src %s;%s form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
        .formatted(style.cspSource(), images);
  }

  private Html html(Stylesheet style) {
    Language language = theme.language();
    return Html.format(
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
        theme.message("frame.skip"),
        brand(),
        languageLinks(),
        main,
        footer());
  }

  private Html brand() {
    Branding branding = theme.branding();
    Html name = branding.name().map(Html::text).orElse(Html.EMPTY);
    return branding
        .logo()
        .map(logo ->
            Html.format(
                "<img class=\"logo\" src=\"%s\" alt=\"%s\">", Html.text(logo.toString()), name))
        .or(() ->
            branding
                .name()
                .map(Html::isolated)
                .map(n -> Html.format("<p class=\"team\">%s</p>", n)))
        .orElse(Html.format("<span></span>"));
  }

  /** Each language has its own name, which its readers look for. */
  private Html languageLinks() {
    List<Html> links = Languages.installed().all().stream().map(this::languageLink).toList();
    return Html.format(
        "<nav aria-label=\"%s\"><ul class=\"languages\">\n%s\n</ul></nav>",
        theme.message("frame.languages"), Html.lines(links));
  }

  private Html languageLink(Language language) {
    Html current =
        language.tag().equals(theme.language().tag())
            ? Html.format(" aria-current=\"true\"")
            : Html.EMPTY;
    return Html.format(
        "<li><a href=\"?lang=%s\" lang=\"%s\" hreflang=\"%s\"%s><bdi>%s</bdi></a></li>",
        Html.text(language.tag()),
        Html.text(language.tag()),
        Html.text(language.tag()),
        current,
        Html.text(language.name()));
  }

  private Html footer() {
    Branding branding = theme.branding();
    Html privacy =
        branding
            .privacyPolicy()
            .map(url -> Html.format("<p>%s</p>", link(url, theme.message("frame.privacy"))))
            .orElse(Html.EMPTY);
    return Html.lines(
        channelLinks(),
        privacy,
        Html.format("<p>%s</p>", theme.message("frame.address")),
        Html.format("<address><bdi>%s</bdi></address>", lines(theme.postalAddress())));
  }

  private Html channelLinks() {
    List<BrandChannel> channels = theme.branding().channels();
    if (channels.isEmpty()) {
      return Html.EMPTY;
    }
    List<Html> links =
        channels.stream()
            .map(channel ->
                Html.format(
                    "<li>%s</li>", link(channel.address(), theme.inBrandLanguage(channel.name()))))
            .toList();
    return Html.format(
        "<p>%s</p>\n<ul>\n%s\n</ul>", theme.message("frame.channels"), Html.lines(links));
  }

  private static Html link(HttpsUrl address, Html text) {
    return Html.format(
        "<a href=\"%s\" rel=\"noreferrer\">%s</a>", Html.text(address.toString()), text);
  }

  private static Html lines(String text) {
    return new Html(Html.text(text.strip()).markup().replace("\n", "<br>\n"));
  }
}
