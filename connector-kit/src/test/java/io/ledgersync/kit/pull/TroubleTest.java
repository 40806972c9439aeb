package io.ledgersync.kit.pull;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgersync.kit.Fault;
import io.ledgersync.kit.Question;
import io.ledgersync.kit.toy.Shelf;
import io.ledgersync.kit.toy.ShelfConnector;
import io.ledgersync.kit.toy.ShelfStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** A provider that does not answer well: asked again soon, left for a while, given up. */
class TroubleTest {
    private static final Plan FIRST = new Plan(Kind.INITIAL, true, Map.of());
    private static final Fault.Unavailable AWAY = new Fault.Unavailable(null, "503");

    private final AtomicLong clock = new AtomicLong();

    private Pull pull(int together, ShelfStream... streams) {
        Map<String, Shelf> shelves = new HashMap<>();
        for (ShelfStream stream : streams) {
            Shelf shelf = new Shelf(stream.name(), clock);
            shelf.put("first of " + stream.name());
            shelves.put(stream.name(), shelf);
        }
        return new Pull(new ShelfConnector(together, streams), shelves, FIRST, new Random(1));
    }

    private static ShelfStream stream(String name) {
        return new ShelfStream(name, false, 100);
    }

    /** A question whose answer holds as many rows whatever it asks for. */
    private record OfOneSize(Question like) implements Question {
        @Override
        public String stream() {
            return like.stream();
        }

        @Override
        public String key() {
            return like.key();
        }

        @Override
        public int rows() {
            return like.rows();
        }

        @Override
        public Question withRows(int rows) {
            return this;
        }
    }

    private static List<String> asks(Pull pull) {
        List<String> streams = new ArrayList<>();
        pull.talk
                .ready(pull.now)
                .forEach(turn -> streams.add(String.join(
                        "+", turn.asked().stream().map(Asked::stream).toList())));
        return streams;
    }

    /** The next call of this stream fails, as soon as it may be made. */
    private static void fails(Pull pull, String stream) {
        pull.talk.nextRetry(pull.now).ifPresent(at -> pull.now = at);
        pull.ask();
        for (Turn turn : List.copyOf(pull.inFlight())) {
            pull.inFlight().remove(turn);
            boolean fails =
                    turn.asked().stream().anyMatch(asked -> asked.stream().equals(stream));
            pull.answer(turn, fails ? AWAY : null);
        }
    }

    private static void failsAll(Pull pull) {
        pull.ask();
        for (Turn turn : List.copyOf(pull.inFlight())) {
            pull.inFlight().remove(turn);
            pull.answer(turn, AWAY);
        }
    }

    /** Whatever may be asked now is answered, but for this stream: its token is refused. */
    private static void refuses(Pull pull, String stream) {
        pull.ask();
        for (Turn turn : List.copyOf(pull.inFlight())) {
            pull.inFlight().remove(turn);
            boolean refused =
                    turn.asked().stream().anyMatch(asked -> asked.stream().equals(stream));
            pull.answer(turn, refused ? new Fault.TokenRefused("401") : null);
        }
    }

    @Test
    void shortTroubleIsAskedAgainAndLongTroublePauses() {
        Pull pull = pull(2, stream("A"), stream("B"));
        fails(pull, "A");

        assertThat(pull.talk.ready(pull.now)).isEmpty();
        assertThat(pull.talk.verdict(pull.now)).isInstanceOf(Verdict.GoOn.class);
        assertThat(pull.talk.nextRetry(pull.now)).isPresent();
        pull.now = pull.now.plus(Duration.ofMinutes(3));
        assertThat(pull.talk.verdict(pull.now)).isInstanceOf(Verdict.Pause.class);
    }

    @Test
    void aRunThatWasPausedForLongAsksOnceMoreBeforeItIsGivenUp() {
        Pull pull = pull(2, stream("A"), stream("B"));
        fails(pull, "A");
        pull.commit();
        pull.crash();
        pull.now = pull.now.plus(Duration.ofHours(25));

        assertThat(pull.talk.verdict(pull.now)).isInstanceOf(Verdict.GoOn.class);
        fails(pull, "A");

        assertThat(pull.talk.verdict(pull.now)).isInstanceOf(Verdict.GiveUp.class);
    }

    @Test
    void aListThatIsNeverAnsweredIsAGapOfARunThatGoesOn() {
        Pull pull = pull(1, stream("A"), stream("B"), new ShelfStream("C", true, 50));
        fails(pull, "A");
        for (int day = 0; day < 2; day++) {
            pull.now = pull.now.plus(Duration.ofHours(25));
            fails(pull, "A");
        }

        assertThat(pull.talk.verdict(pull.now)).isInstanceOf(Verdict.GoOn.class);
        pull.toTheEnd();

        assertThat(pull.talk.run().gaps()).singleElement().satisfies(gap -> {
            assertThat(gap.stream()).isEqualTo("A");
            assertThat(gap.code()).isEqualTo("PROVIDER_UNAVAILABLE");
            assertThat(gap.detail()).contains("503");
        });
        assertThat(pull.talk.run().watermarks()).containsOnlyKeys("B", "C");
        assertThat(pull.shown()).containsOnlyKeys("B/first of B", "C/first of C");
    }

    @Test
    void aProviderThatGoesAwayForGoodInTheMiddleEndsTheRun() {
        Pull pull = pull(1, stream("A"), stream("B"), new ShelfStream("C", true, 50), new ShelfStream("D", true, 50));
        fails(pull, "A");
        for (int day = 0; day < 2; day++) {
            pull.now = pull.now.plus(Duration.ofHours(25));
            fails(pull, "A");
        }
        assertThat(pull.talk.verdict(pull.now)).isInstanceOf(Verdict.GoOn.class);
        assertThat(pull.talk.run().gaps()).hasSize(1);
        pull.commit();
        pull.crash();

        failsAll(pull);
        assertThat(pull.talk.verdict(pull.now)).isInstanceOf(Verdict.Pause.class);
        pull.now = pull.now.plus(Duration.ofMinutes(61));
        failsAll(pull);

        assertThat(pull.talk.verdict(pull.now))
                .isInstanceOfSatisfying(
                        Verdict.GiveUp.class, end -> assertThat(end.code()).isEqualTo("PROVIDER_UNAVAILABLE"));
    }

    @Test
    void aListThatIsRefusedEveryTokenWhileOthersAreAnsweredIsAGap() {
        Pull pull = pull(1, stream("A"), stream("B"), new ShelfStream("C", true, 50));
        for (int token = 1; token <= 5; token++) {
            assertThat(pull.talk.run().gaps()).isEmpty();
            pull.now = pull.now.plusSeconds(60);
            refuses(pull, "A");
        }

        pull.toTheEnd();

        assertThat(pull.talk.run().gaps()).singleElement().satisfies(gap -> {
            assertThat(gap.stream()).isEqualTo("A");
            assertThat(gap.code()).isEqualTo("SCOPE_MISSING");
            assertThat(gap.detail()).contains("401");
        });
        assertThat(pull.shown()).containsOnlyKeys("B/first of B", "C/first of C");
    }

    @Test
    void aQuestionThatWasRefusedTwiceWaitsForOthersToTryTheToken() {
        Pull pull = pull(1, stream("A"), stream("B"));
        refuses(pull, "A");
        assertThat(asks(pull)).containsExactly("A");
        refuses(pull, "A");

        assertThat(asks(pull)).isEmpty();
        pull.now = pull.talk.nextRetry(pull.now).orElseThrow();
        pull.toTheEnd();
        assertThat(pull.talk.run().gaps()).isEmpty();
    }

    @Test
    void aProviderThatHangsIsLeftAsSoonAsItsCallsHaveEnded() {
        Pull pull = pull(1, stream("A"), stream("B"));
        pull.ask();
        Turn first = pull.inFlight().remove(0);
        Turn second = pull.inFlight().remove(0);
        pull.talk.failed(first, AWAY, pull.now);
        pull.now = pull.now.plusSeconds(50);
        assertThat(pull.talk.drains(pull.now)).isFalse();
        pull.ask();
        pull.now = pull.now.plusSeconds(50);
        pull.talk.failed(second, AWAY, pull.now);

        pull.now = pull.now.plusSeconds(50);
        assertThat(pull.talk.drains(pull.now))
                .as("one call is in flight, another might be made")
                .isTrue();
        pull.talk.failed(pull.inFlight().remove(0), AWAY, pull.now);

        assertThat(pull.talk.drains(pull.now)).isFalse();
        assertThat(pull.talk.verdict(pull.now)).isInstanceOf(Verdict.Pause.class);
    }

    @Test
    void theNextRetryIsOfAQuestionThatIsOpenAndNotInFlight() {
        Pull pull = pull(1, stream("A"), stream("B"));
        pull.ask();
        Turn first = pull.inFlight().remove(0);
        Turn second = pull.inFlight().remove(0);
        pull.talk.failed(first, AWAY, pull.now);
        pull.now = pull.now.plusSeconds(5);
        pull.ask();
        pull.talk.failed(second, AWAY, pull.now);

        assertThat(pull.talk.nextRetry(pull.now))
                .hasValueSatisfying(at -> assertThat(at).isAfter(pull.now));
        pull.answer(pull.inFlight().remove(0), new Fault.Forbidden("SCOPE_MISSING", "no", "consent again"));
        pull.now = pull.now.plusSeconds(5);
        assertThat(pull.talk.nextRetry(pull.now)).isEmpty();
        assertThat(asks(pull)).hasSize(1);
    }

    @Test
    void whatFailedTogetherIsAskedAgainTogetherAndAfterThreeFailuresAlone() {
        Pull pull = pull(3, stream("A"), stream("B"), stream("C"));
        for (int failure = 1; failure <= 3; failure++) {
            assertThat(asks(pull)).containsExactly("A+B+C");
            fails(pull, "A");
            pull.now = pull.talk.nextRetry(pull.now).orElseThrow();
        }

        assertThat(asks(pull)).containsExactlyInAnyOrder("A", "B", "C");
        fails(pull, "B");
        assertThat(pull.talk.run().published()).containsOnlyKeys("A", "C");
    }

    @Test
    void aPageThatIsTooLargeAndCannotBeSmallerIsAGap() {
        Pull pull = pull(1, stream("A"));
        pull.ask();
        Turn turn = pull.inFlight().remove(0);
        Asked asked = turn.asked().get(0);
        Asked ofOneSize = new Asked(asked.stream(), asked.walk(), new OfOneSize(asked.question()));

        pull.talk.tooLarge(new Turn(turn.exchange(), List.of(ofOneSize)), pull.now, pull.place());
        pull.toTheEnd();

        assertThat(pull.talk.run().gaps()).singleElement().satisfies(gap -> {
            assertThat(gap.stream()).isEqualTo("A");
            assertThat(gap.code()).isEqualTo("OVERFLOW");
        });
    }

    @Test
    void aPageThatWasTooLargeMakesTheNextOnesSmallOnlyForAWhile() {
        Pull pull = pull(1, stream("A"));
        for (int i = 0; i < 400; i++) {
            pull.shelves.get("A").put("A-" + i);
        }
        pull.ask();
        pull.talk.tooLarge(pull.inFlight().remove(0), pull.now, pull.place());

        List<Integer> rows = new ArrayList<>();
        for (int page = 0; page < 6; page++) {
            pull.ask();
            rows.add(pull.inFlight().get(0).exchange().questions().get(0).rows());
            pull.answer(pull.inFlight().remove(0), null);
        }

        assertThat(rows).containsExactly(10, 20, 40, 80, 100, 100);
    }
}
