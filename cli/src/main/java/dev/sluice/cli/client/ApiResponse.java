package dev.sluice.cli.client;

/**
 * One HTTP response.
 *
 * @param status the status code
 * @param contentType the media type, empty if the server named none
 */
record ApiResponse(int status, String contentType, byte[] body) {

  boolean isSuccess() {
    return status >= 200 && status < 300;
  }
}
