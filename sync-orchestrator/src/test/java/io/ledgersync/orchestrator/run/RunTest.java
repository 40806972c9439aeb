package io.ledgersync.orchestrator.run;

import static io.ledgersync.orchestrator.run.Runs.ATTEMPT;
import static io.ledgersync.orchestrator.run.Runs.T0;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RunTest {

    private static final Instant LATER = T0.plusSeconds(100);

    /** Every state against every word: a dash means that nothing changes. */
    @ParameterizedTest(name = "{0} after {1} is {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "REQUESTED | progressed | RUNNING",
                "REQUESTED | suspended  | PAUSED",
                "REQUESTED | read       | FETCHED",
                "REQUESTED | broken     | FAILED",
                "REQUESTED | givenUp    | CANCELLED",
                "RUNNING   | progressed | RUNNING",
                "RUNNING   | suspended  | PAUSED",
                "RUNNING   | read       | FETCHED",
                "RUNNING   | broken     | FAILED",
                "RUNNING   | givenUp    | CANCELLED",
                "PAUSED    | progressed | -",
                "PAUSED    | suspended  | -",
                "PAUSED    | read       | -",
                "PAUSED    | broken     | FAILED",
                "PAUSED    | givenUp    | CANCELLED",
                "GAVE_WAY  | progressed | PAUSED",
                "GAVE_WAY  | suspended  | PAUSED",
                "GAVE_WAY  | read       | FETCHED",
                "GAVE_WAY  | broken     | FAILED",
                "GAVE_WAY  | givenUp    | CANCELLED",
                "FETCHED   | progressed | -",
                "FETCHED   | suspended  | -",
                "FETCHED   | read       | -",
                "FETCHED   | broken     | -",
                "FETCHED   | givenUp    | -",
                "FETCHED   | projected  | COMPLETED",
                "COMPLETED | progressed | -",
                "COMPLETED | suspended  | -",
                "COMPLETED | read       | -",
                "COMPLETED | broken     | -",
                "COMPLETED | givenUp    | -",
                "COMPLETED | projected  | -",
                "FAILED    | progressed | -",
                "FAILED    | suspended  | -",
                "FAILED    | read       | -",
                "FAILED    | broken     | -",
                "FAILED    | givenUp    | -",
                "FAILED    | projected  | -",
                "CANCELLED | progressed | -",
                "CANCELLED | suspended  | -",
                "CANCELLED | read       | -",
                "CANCELLED | broken     | -",
                "CANCELLED | givenUp    | -",
                "CANCELLED | projected  | -"
            })
    void goesWhereTheDiagramSays(String state, String word, String expected) {
        Run run = Runs.in(state, Kind.RECONCILE);

        Run after = run.after(Runs.word(word, ATTEMPT), LATER);

        if (expected.equals("-")) {
            assertThat(after).isEqualTo(run);
        } else {
            assertThat(after.state().name()).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"progressed", "suspended", "read", "broken", "givenUp"})
    void ignoresWhatAnotherAttemptSays(String word) {
        Run run = Runs.in("RUNNING", Kind.INCREMENTAL);

        assertThat(run.after(Runs.word(word, ATTEMPT - 1), LATER)).isEqualTo(run);
        assertThat(run.after(Runs.word(word, ATTEMPT + 1), LATER)).isEqualTo(run);
    }

    @Test
    void ignoresAWordThatIsRepeatedOrOlder() {
        Run run = Runs.in("REQUESTED", Kind.INCREMENTAL).after(Runs.progressed(ATTEMPT, 5), LATER);

        assertThat(run.after(Runs.progressed(ATTEMPT, 5), LATER.plusSeconds(1))).isEqualTo(run);
        assertThat(run.after(Runs.progressed(ATTEMPT, 4), LATER.plusSeconds(1))).isEqualTo(run);
        assertThat(run.after(Runs.progressed(ATTEMPT, 6), LATER.plusSeconds(1))
                        .reading()
                        .slice())
                .isEqualTo(6);
    }

    @Test
    void countsSlicesAnewInTheNextAttempt() {
        Run again = Runs.in("RUNNING", Kind.INCREMENTAL)
                .after(Runs.progressed(ATTEMPT, 5), LATER)
                .sent(ATTEMPT + 1, LATER);

        Run run = again.after(Runs.progressed(ATTEMPT + 1, 1), LATER.plusSeconds(1));

        assertThat(again.reading().cursor()).isEqualTo("cursor-5");
        assertThat(run.reading().slice()).isEqualTo(1);
    }

    @Test
    void isCompleteOnlyWhenItsLastChangeIsProjected() {
        Run run = Runs.in("FETCHED", Kind.INITIAL);

        Run early = run.after(Runs.projected(ATTEMPT, 8), LATER);
        Run complete = early.after(Runs.projected(ATTEMPT, 9), LATER);

        assertThat(early.state()).isInstanceOf(RunState.Fetched.class);
        assertThat(early.entities()).isEmpty();
        assertThat(complete.state().name()).isEqualTo("COMPLETED");
        assertThat(complete.entities()).containsEntry("Invoice", 3L);
    }

    @Test
    void isCompleteWhenTheStoreWasHeardBeforeTheConnector() {
        Run run = Runs.in("RUNNING", Kind.INITIAL).after(Runs.projected(ATTEMPT, 9), LATER);

        assertThat(run.state().name()).isEqualTo("RUNNING");
        assertThat(run.after(Runs.read(ATTEMPT, List.of()), LATER).state().name())
                .isEqualTo("COMPLETED");
    }

    @Test
    void isNotCompletedByAnOlderAttemptsProjection() {
        Run run = Runs.in("RUNNING", Kind.INITIAL)
                .sent(ATTEMPT + 1, LATER)
                .after(Runs.read(ATTEMPT + 1, List.of()), LATER)
                .after(Runs.projected(ATTEMPT, 9), LATER);

        assertThat(run.state()).isInstanceOf(RunState.Fetched.class);
        assertThat(run.after(Runs.projected(ATTEMPT + 1, 9), LATER).state().name())
                .isEqualTo("COMPLETED");
    }

    @Test
    void neverShowsGapsAsAPlainSuccess() {
        Gap gap = new Gap("Journals", "SCOPE_MISSING", "403", "consent again", null);
        Gap unwritten = new Gap("Invoices", "NOT_PROJECTED", "too deep", "tell support", 1L);

        Run ofConnector = Runs.in("RUNNING", Kind.INITIAL)
                .after(Runs.read(ATTEMPT, List.of(gap)), LATER)
                .after(Runs.projected(ATTEMPT, 9), LATER);
        Run ofStore = Runs.in("FETCHED", Kind.INITIAL)
                .after(
                        new Word.Projected(
                                Runs.RUN,
                                Runs.CLIENT,
                                ATTEMPT,
                                new Sequence(ATTEMPT, 9, 4),
                                List.of(unwritten),
                                java.util.Map.of(),
                                null),
                        LATER);

        assertThat(ofConnector.state().name()).isEqualTo("COMPLETED_WITH_GAPS");
        assertThat(ofConnector.gaps()).containsExactly(gap);
        assertThat(ofStore.state().name()).isEqualTo("COMPLETED_WITH_GAPS");
        assertThat(ofStore.gaps()).containsExactly(unwritten);
    }

    @Test
    void saysThatItWaitsForItsConnectorAfterASilence() {
        Run requested = Runs.in("REQUESTED", Kind.INITIAL).sent(ATTEMPT + 1, LATER);
        Run running = Runs.in("RUNNING", Kind.INITIAL).sent(ATTEMPT + 1, LATER);

        assertThat(requested.state().name()).isEqualTo("REQUESTED");
        assertThat(requested.waitingFor()).isEqualTo("CONNECTOR");
        assertThat(running.state().name()).isEqualTo("RUNNING");
        assertThat(running.waitingFor()).isEqualTo("CONNECTOR");
        assertThat(running.after(Runs.progressed(ATTEMPT + 1, 2), LATER).waitingFor())
                .isEqualTo("MINUTE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"FETCHED", "COMPLETED", "FAILED", "CANCELLED"})
    void isNotSentAnyMoreOnceItIsRead(String state) {
        Run run = Runs.in(state, Kind.INCREMENTAL);

        assertThatThrownBy(() -> run.sent(ATTEMPT + 1, LATER))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(state);
    }

    @ParameterizedTest
    @ValueSource(strings = {"WAITING", "REQUESTED", "RUNNING", "PAUSED", "GAVE_WAY", "FETCHED"})
    void endsWithItsConnectionInEveryOpenState(String state) {
        assertThat(Runs.in(state, Kind.RECONCILE).cancelled("DELETED", LATER).state())
                .isEqualTo(new RunState.Cancelled("DELETED", LATER));
    }

    @Test
    void hurriesOnlyAnIncrement() {
        assertThat(Runs.in("RUNNING", Kind.INITIAL).hurried().priority()).isFalse();
        assertThat(Runs.in("RUNNING", Kind.RECONCILE).hurried().priority()).isFalse();
        assertThat(Runs.in("RUNNING", Kind.INCREMENTAL).hurried().priority()).isTrue();
    }

    @Test
    void everyErrorHasItsOwnTypeAndWords() {
        assertThat(ErrorCode.values()).extracting(ErrorCode::type).doesNotHaveDuplicates();
        assertThat(ErrorCode.values()).allSatisfy(code -> {
            assertThat(code.title()).isNotBlank();
            assertThat(code.explanation()).endsWith(".");
            assertThat(code.whatToDo()).endsWith(".");
        });
        assertThat(ErrorCode.of("SOMETHING_NEW")).isEqualTo(ErrorCode.COULD_NOT_SYNC);
    }
}
