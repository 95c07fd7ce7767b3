package dev.sluice.verification.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/**
 * Everybody who calls a run by HTTP: systems and marketers by paths, people by the links they got.
 *
 * <p>Bodies have single quotes for double ones; any other answer than a 2xx is a failure.
 */
record LocalRunHttpClient(HttpClient http, URI base) {

  void put(String path, String body) throws IOException, InterruptedException {
    send(HttpRequest.newBuilder().PUT(BodyPublishers.ofString(body.replace('\'', '"'))), path);
  }

  void post(String path, String body) throws IOException, InterruptedException {
    send(HttpRequest.newBuilder().POST(BodyPublishers.ofString(body.replace('\'', '"'))), path);
  }

  void get(String path) throws IOException, InterruptedException {
    send(HttpRequest.newBuilder().GET(), path);
  }

  String send(HttpRequest.Builder request, String path) throws IOException, InterruptedException {
    HttpResponse<String> response =
        http.send(
            request.uri(base.resolve(path)).header("Content-Type", "application/json").build(),
            BodyHandlers.ofString());
    assertThat(response.statusCode()).as("%s: %s", path, response.body()).isBetween(200, 299);
    return response.body();
  }

  String requestMessage(String key, String body) throws IOException, InterruptedException {
    return send(
        HttpRequest.newBuilder()
            .header("Idempotency-Key", key)
            .POST(BodyPublishers.ofString(body.replace('\'', '"'))),
        "/messages");
  }

  String click(String link) throws IOException, InterruptedException {
    HttpResponse<String> response = form(link, "List-Unsubscribe=One-Click");
    assertThat(response.statusCode()).isEqualTo(200);
    return response.body();
  }

  HttpResponse<String> form(String link, String fields) throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(URI.create(link))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(fields))
            .build(),
        BodyHandlers.ofString());
  }
}
