package dev.sluice.ses;

import dev.sluice.core.sending.SendOutcome;
import dev.sluice.lambda.AwsClientType;
import dev.sluice.mail.MailHeader;
import dev.sluice.mail.MailMessage;
import dev.sluice.mail.MailboxAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import software.amazon.awssdk.services.sesv2.SesV2Client;
import software.amazon.awssdk.services.sesv2.model.Body;
import software.amazon.awssdk.services.sesv2.model.Content;
import software.amazon.awssdk.services.sesv2.model.Destination;
import software.amazon.awssdk.services.sesv2.model.EmailContent;
import software.amazon.awssdk.services.sesv2.model.Message;
import software.amazon.awssdk.services.sesv2.model.MessageHeader;
import software.amazon.awssdk.services.sesv2.model.MessageTag;
import software.amazon.awssdk.services.sesv2.model.SendEmailRequest;

/**
 * Sends messages through SES, each with one SendEmail call.
 *
 * <p>The client must not retry, because SES has no idempotency token: a message may have been sent
 * although the call failed, and a retry would send it twice.
 */
public final class SesSender {

  /** The client of SES; it never retries, because SES has no idempotency token. */
  public static final AwsClientType<SesV2Client> CLIENT =
      AwsClientType.withoutRetries(
          SesV2Client.class, "SESV2", AwsClientType.CALL_TIMEOUT, SesV2Client::builder);

  private final SesV2Client ses;

  /**
   * Creates a sender.
   *
   * @param ses a client without retries
   */
  public SesSender(SesV2Client ses) {
    this.ses = ses;
  }

  /** Sends a message and returns the outcome; never throws. */
  public SendOutcome send(MailMessage message) {
    try {
      return new SendOutcome.Accepted(ses.sendEmail(request(message)).messageId());
    } catch (RuntimeException failure) {
      return SesFailureClassifier.classify(failure, message.to());
    }
  }

  private static SendEmailRequest request(MailMessage message) {
    return SendEmailRequest.builder()
        .fromEmailAddress(message.from().toHeaderValue())
        .destination(Destination.builder().toAddresses(message.to().value()).build())
        .replyToAddresses(message.replyTo().map(MailboxAddress::toHeaderValue).stream().toList())
        .content(EmailContent.builder().simple(simple(message)).build())
        .emailTags(tags(message))
        .configurationSetName(message.configurationSet())
        .build();
  }

  private static Message simple(MailMessage message) {
    return Message.builder()
        .subject(utf8(message.subject()))
        .body(Body.builder().html(utf8(message.html())).text(utf8(message.text())).build())
        .headers(message.headers().stream().map(SesSender::header).toList())
        .build();
  }

  private static MessageHeader header(MailHeader header) {
    return MessageHeader.builder().name(header.name()).value(header.value()).build();
  }

  private static List<MessageTag> tags(MailMessage message) {
    return message.tags().entrySet().stream()
        .map(tag -> MessageTag.builder().name(tag.getKey()).value(tag.getValue()).build())
        .toList();
  }

  private static Content utf8(String text) {
    return Content.builder().charset(StandardCharsets.UTF_8.name()).data(text).build();
  }
}
