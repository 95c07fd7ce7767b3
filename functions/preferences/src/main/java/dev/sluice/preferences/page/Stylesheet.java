package dev.sluice.preferences.page;

import dev.sluice.core.branding.Branding;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;

/**
 * The style of every page, in the team's colours.
 *
 * <p>Contrast of text is above 4.5:1 in the light and in the dark (WCAG 2.2, 1.4.3): the accent
 * stands on cards only, on which {@link Branding} has made sure of it. What can be pressed is at
 * least 44 pixels high (2.5.5), focus is a ring of 3 pixels (2.4.13), and widths are in characters,
 * so that pages fit 320 pixels (1.4.10). Sides are logical, so that pages can run either way.
 */
record Stylesheet(String css) {

  private static final String RULES =
      """
      :root{color-scheme:light dark;--ink:#1b2027;--soft:#515b67;--ground:#f4f5f7;--card:#fff;\
      --line:#d9dde3;--edge:#6f7985;--accent:$light;--on-accent:#fff;--tint:#eef1f5}
      @media (prefers-color-scheme:dark){:root{--ink:#e9ecf0;--soft:#aab3bf;--ground:#0b0d10;\
      --card:$ground;--line:#2c333c;--edge:#7d8894;--accent:$dark;--on-accent:#0b0d10;--tint:#1e242b}}
      *{box-sizing:border-box}
      body{margin:0;padding:1rem;font:1rem/1.55 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;\
      color:var(--ink);background:var(--ground);overflow-wrap:anywhere}
      body>header,main,body>footer{max-width:40rem;margin-inline:auto}
      body>header{display:flex;flex-wrap:wrap;gap:.5rem 1.5rem;align-items:center;\
      justify-content:space-between;padding-block:.5rem}
      .team{margin:0;font-weight:650;font-size:1.05rem}
      .logo{display:block;max-height:3rem;max-width:100%;height:auto;width:auto}
      .tongues{display:flex;flex-wrap:wrap;gap:.1rem .9rem;list-style:none;margin:0;padding:0;\
      font-size:.9rem}
      .tongues a{display:inline-block;padding-block:.3rem;min-height:1.75rem;color:var(--soft)}
      .tongues a[aria-current]{color:var(--ink);font-weight:650;text-decoration:none}
      h1{font-size:1.75rem;line-height:1.2;letter-spacing:-.01em;margin:2rem 0 .75rem}
      h2{font-size:1.25rem;line-height:1.3;margin:2.75rem 0 .5rem}
      h3{font-size:1.1rem;line-height:1.35;margin:0}
      p{margin:.5rem 0}
      .soft{color:var(--soft)}
      .card{background:var(--card);border:1px solid var(--line);border-radius:.9rem;\
      padding:1.25rem;margin-block:1rem}
      .card>:first-child{margin-block-start:0}
      .card>:last-child{margin-block-end:0}
      .cards{list-style:none;margin:0;padding:0}
      .head{display:flex;flex-wrap:wrap;gap:.25rem .75rem;align-items:center;\
      justify-content:space-between}
      .state{margin:0;padding:.15rem .7rem;border-radius:.8rem;font-size:.875rem;line-height:1.4;\
      background:var(--tint);color:var(--ink)}
      .row{display:flex;flex-wrap:wrap;gap:.75rem;align-items:end;margin-block-start:1rem}
      .row>form,.row>form>.pick{display:contents}
      .pick{display:flex;flex-wrap:wrap;gap:.75rem;align-items:end}
      .pick>div{min-width:0;max-width:100%}
      label{display:block;font-size:.9rem;color:var(--soft)}
      select,button,.button{font:inherit;min-height:2.75rem;border-radius:.6rem;\
      border:1px solid var(--edge);padding:.5rem 1rem;max-width:100%}
      select{background:var(--card);color:var(--ink);display:block}
      button,.button{display:inline-block;font-weight:600;cursor:pointer;text-decoration:none;\
      background:var(--accent);color:var(--on-accent);border-color:var(--accent)}
      .quiet{background:transparent;color:var(--ink);border-color:var(--edge)}
      fieldset{border:0;margin:1rem 0 0;padding:0;min-width:0}
      legend{padding:0;margin-block-end:.5rem;color:var(--soft)}
      .card a:not(.button){color:var(--accent)}
      footer a{color:var(--ink)}
      .done{border:1px solid var(--edge);border-inline-start:.4rem solid var(--accent);\
      background:var(--card);border-radius:.6rem;padding:.9rem 1.1rem;margin-block:1rem;\
      font-weight:600}
      .topic{font-size:1.2rem;font-weight:650}
      .figures{display:flex;flex-wrap:wrap;gap:.75rem 2.5rem;margin:0}
      .figures dt{font-size:.9rem;color:var(--soft)}
      .figures dd{margin:0;font-size:1.6rem;font-weight:650;font-variant-numeric:tabular-nums}
      .list{list-style:none;margin:.5rem 0 0;padding:0}
      .list>li{padding-block:.75rem;border-block-start:1px solid var(--line)}
      .list>li:first-child{border-block-start:0}
      .card>.list:first-child>li:first-child{padding-block-start:0}
      .card>.list:last-child>li:last-child{padding-block-end:0}
      .list p{margin:0}
      .list .name{font-weight:600}
      .of{display:inline-block;color:var(--soft)}
      summary{min-height:2.75rem;padding-block:.6rem;cursor:pointer;font-weight:600}
      body>footer{margin-block:3rem 2rem;padding-block-start:1.25rem;\
      border-block-start:1px solid var(--line);font-size:.9rem;color:var(--soft)}
      footer ul{display:flex;flex-wrap:wrap;gap:.1rem 1.25rem;list-style:none;margin:.25rem 0 1rem;\
      padding:0}
      footer a{display:inline-block;padding-block:.3rem;min-height:1.75rem}
      address{font-style:normal}
      :focus-visible{outline:3px solid var(--ink);outline-offset:3px;border-radius:.3rem}
      .done:focus-visible{outline:0}
      .vh:not(:focus){position:absolute;width:1px;height:1px;margin:-1px;overflow:hidden;\
      clip-path:inset(50%);white-space:nowrap}
      @media (forced-colors:active){.done{border-inline-start-color:Highlight}}
      """;

  /** Returns the style in the colours of a branding. */
  static Stylesheet forBranding(Branding branding) {
    return new Stylesheet(
        RULES
            .replace("$light", branding.accentForLight().hex())
            .replace("$dark", branding.accentForDark().hex())
            .replace("$ground", Branding.DARK_BACKGROUND.hex()));
  }

  /** Returns how a content security policy names the style (CSP 3, hash-source). */
  String cspSource() {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(css.getBytes(StandardCharsets.UTF_8));
      return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException("this JDK lacks SHA-256", missing);
    }
  }
}
