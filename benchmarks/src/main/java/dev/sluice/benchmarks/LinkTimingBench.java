package dev.sluice.benchmarks;

import dev.sluice.local.template.SamTemplate;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Measures whether the time of an answer reveals that the subscriber of a genuine link was erased,
 * and what links that are not genuine cost: links of every kind are opened one by one, in a random
 * order in each round.
 */
public final class LinkTimingBench {

  /** Warm-up rounds, until the code is compiled. */
  private static final int WARM_UP = 5_000;

  private final LinkFunctionRun site;
  private final Random random;

  private LinkTimingBench(LinkFunctionRun site, Random random) {
    this.site = site;
    this.random = random;
  }

  /**
   * Opens links of every kind and compares the times.
   *
   * @param executor the executor of the link tokens' context
   * @param rounds how often each kind is opened
   * @param seed the seed of the order
   * @throws IOException if the template cannot be run here
   */
  public static List<LinkTimingResult> measure(
      SamTemplate template, ExecutorService executor, int rounds, long seed) throws IOException {
    Random random = new Random(seed);
    try (LinkFunctionRun site = new LinkFunctionRun(template, executor, random)) {
      return new LinkTimingBench(site, random).run(rounds);
    }
  }

  private List<LinkTimingResult> run(int rounds) {
    open(subjects(WARM_UP), WARM_UP);
    List<Subject> subjects = subjects(rounds);
    open(subjects, rounds);
    Subject good = subjects.getFirst();
    double noise =
        subjects.stream().mapToDouble(it -> it.timings().noise(random)).max().orElseThrow();
    List<String> goodCalls = calls(good);
    return subjects.stream()
        .map(it ->
            new LinkTimingResult(
                it.kind(),
                calls(it),
                calls(it).equals(it.kind().isGenuine() ? goodCalls : List.of()),
                it.timings().micros(0.5),
                it.timings().slowerThan(good.timings()),
                noise))
        .toList();
  }

  /** Returns every kind, the good ones first. */
  private List<Subject> subjects(int rounds) {
    return Stream.of(LinkKind.values())
        .map(kind -> {
          List<byte[]> events =
              IntStream.range(0, LinkFunctionRun.PEOPLE)
                  .mapToObj(i -> site.event(kind, i))
                  .toList();
          return new Subject(kind, events, new TimingSamples(rounds));
        })
        .toList();
  }

  private void open(List<Subject> subjects, int rounds) {
    List<Subject> order = new ArrayList<>(subjects);
    for (int round = 0; round < rounds; round++) {
      Collections.shuffle(order, random);
      for (Subject subject : order) {
        subject.timings().add(nanos(subject, round % LinkFunctionRun.PEOPLE));
      }
    }
  }

  private long nanos(Subject subject, int person) {
    byte[] event = subject.events().get(person);
    long began = System.nanoTime();
    byte[] answer = site.invoke(event);
    long took = System.nanoTime() - began;
    LinkKind kind = subject.kind();
    if (!new String(answer, StandardCharsets.UTF_8).contains("\"statusCode\":" + kind.status())) {
      throw new IllegalStateException(kind + " was not answered with " + kind.status());
    }
    return took;
  }

  private List<String> calls(Subject subject) {
    byte[] unused = site.invoke(subject.events().getFirst());
    return site.calls();
  }

  /** Links of one kind, one per subscriber, with the times of their answers. */
  private record Subject(LinkKind kind, List<byte[]> events, TimingSamples timings) {}

  /**
   * The answers to links of one kind.
   *
   * @param kind what was opened
   * @param calls the function's AWS calls, in order
   * @param expectedCalls whether these are the calls for a good link or, if it is not genuine, none
   * @param medianMicros time in the function at the median
   * @param slowdown by how much that is more than for good links: 0.01 for one percent
   * @param noise by how much the medians of two halves of one kind differ at most
   */
  public record LinkTimingResult(
      LinkKind kind,
      List<String> calls,
      boolean expectedCalls,
      double medianMicros,
      double slowdown,
      double noise) {

    public LinkTimingResult {
      calls = List.copyOf(calls);
    }

    /**
     * Returns whether only the page distinguishes this kind from a good link or, if it is not
     * genuine, whether it costs no call and no more time.
     */
    public boolean meetsTarget() {
      return expectedCalls && (kind.isGenuine() ? Math.abs(slowdown) : slowdown) <= noise;
    }
  }
}
