package io.ledgersync.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgersync.contract.Gap;
import io.ledgersync.contract.sync.SyncCompleted;
import io.ledgersync.contract.sync.SyncPaused;
import io.ledgersync.contract.sync.SyncRequested;
import io.ledgersync.kit.Connector;
import io.ledgersync.sandbox.Call;
import io.ledgersync.sandbox.Define;
import io.ledgersync.sandbox.Latency;
import io.ledgersync.sandbox.OrganisationSpec;
import io.ledgersync.sandbox.books.BooksSpec;
import io.ledgersync.sandbox.books.Edits;
import io.ledgersync.sandbox.quota.QuotaSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The suite that a connector passes: for each seed an organisation is read while its books are edited, its provider
 * fails, tokens expire and replicas are killed, join and leave; at the end every guarantee is held against what was
 * published and what the provider saw.
 *
 * <p>{@code -Pnightly} tries two hundred of them, {@code -Dledgersync.tck.seed=N} repeats one.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class ConnectorTck {
    /** With what somebody else calls, a first reading needs two and a half minutes of the quota. */
    private static final int HALF_MINUTES = 5;

    /** Long enough that nobody waits for it with the run in hand. */
    private static final Duration DAY_LEFT = Duration.ofMinutes(3);

    private static final Duration HALF_A_SECOND = Duration.ofMillis(500).dividedBy(Stage.SCALE);

    /** What the provider does where nobody could confirm it: the same for all stories that are told side by side. */
    private static final String UNCONFIRMED = "unconfirmed";

    private final Class<?> main;
    private final Connector connector;
    /** Of the stories that are told side by side. */
    private final long common = seeds().findFirst().orElseThrow();

    private Stage stage;

    /**
     * The suite for a connector.
     *
     * @param main its application
     * @param connector what it reads
     */
    @SuppressWarnings("NullAway.Init")
    protected ConnectorTck(Class<?> main, Connector connector) {
        this.main = main;
        this.connector = connector;
    }

    /** The books that every trial begins with. */
    protected abstract BooksSpec books();

    /** The limits that the provider keeps; {@link #properties()} must say the same. */
    protected abstract QuotaSpec quota();

    /** How long a row of an answer takes. */
    protected abstract Duration perRow();

    /** Whether a first reading, however often it is interrupted in order, makes this call once at most. */
    protected abstract boolean askedOnce(Call call);

    /** Configuration of the provider's own, by key. */
    protected abstract Map<String, String> properties();

    /** The kinds of record that are edited, added, voided and deleted while they are read. */
    protected abstract List<String> kinds();

    /** The kind of party of which one may be merged into another. */
    protected abstract String party();

    /** Makes changes that no question about changes tells of. */
    protected abstract void changeUnseen(Edits edits);

    /** The kinds that the provider makes up for each call, so that there is nothing to compare with. */
    protected abstract Set<String> notCompared();

    /** Records that are other than the provider's records are. */
    protected abstract List<Oddity> oddities();

    /** Something of the provider's own that goes wrong and passes. */
    protected abstract Strike ownStrike(Random random);

    /** What the provider's clock is ahead of ours. */
    protected abstract Duration clockAhead();

    /** Decides by chance what the provider does where nobody could confirm what it does. */
    protected abstract void chooseWhatIsUnconfirmed(Define define, Random random);

    @BeforeAll
    void open(@TempDir Path folder) {
        stage = new Stage(main, connector, clockAhead(), this::properties, folder);
        stage.settle(1);
    }

    @AfterAll
    void close() {
        stage.close();
    }

    static LongStream seeds() {
        Long only = Long.getLong("ledgersync.tck.seed");
        if (only != null) {
            return LongStream.of(only);
        }
        return new SplittableRandom().longs(Integer.getInteger("ledgersync.tck.seeds", 3), 1, Long.MAX_VALUE);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    @ResourceLock(UNCONFIRMED)
    void keepsEveryGuaranteeWhateverHappens(long seed) throws InterruptedException {
        Random random = new Random(told(seed, "whatever happens"));
        stage.settle(random.nextInt(3) == 0 ? 3 : 2);
        chooseWhatIsUnconfirmed(stage.sandbox().define(), new Random(random.nextLong()));
        try (Story story = story(seed, random)) {
            Plot plot = Plot.of(random);
            int least = story.least();
            boolean early = plot != Plot.ODD_RECORD && random.nextBoolean();
            if (early) {
                story.mischief().restFrom(least / 2);
            }
            for (int i = random.nextInt(3); i >= 0; i--) {
                story.mischief().strike(1 + random.nextInt(least / 2), strike(random));
            }
            Oddity odd = oddities().get(random.nextInt(oddities().size()));
            if (plot == Plot.ODD_RECORD) {
                story.mischief().strike(0, Strike.of("odd record", odd.rule()));
            } else if (plot == Plot.SLOW) {
                story.mischief().strike(1 + random.nextInt(least / 2), Strike.ofAMinute());
            }

            SyncRequested first = story.ask(Map.of());
            if (plot == Plot.CRASH) {
                assertThat(story.lose(first, 1 + random.nextInt(least * 2 / 3), random.nextInt(4) > 0))
                        .as("the blow hits a run in progress; %s", story)
                        .isTrue();
            }
            SyncCompleted initial = story.completed(first);
            if (early) {
                // No increment has repaired anything yet: what the run's own sweeps left out is lost.
                story.mischief().calm();
                story.holds(initial, new NoRecordLost());
            }
            expect(plot == Plot.ODD_RECORD && !odd.readable(), initial);

            // The longest stories have one run less.
            boolean isLong = plot == Plot.CRASH || plot == Plot.ODD_RECORD;
            SyncCompleted before = isLong ? initial : restless(story, initial, plot, random);
            story.mischief().calm();
            // An old record that was odd is read again only when everything is.
            SyncCompleted last =
                    story.completed(plot == Plot.ODD_RECORD ? story.askForAll() : story.ask(before.getWatermarks()));

            assertThat(last.getGaps()).as("gaps").isEmpty();
            story.holds(
                    last,
                    new NoRecordLost(),
                    new NoDuplicateEntry(books().crowds().keySet()),
                    new PerClientOrder(),
                    new QuotaKept(),
                    new OneSliceRepeatedAtMost(this::askedOnce, story.callsOfTheFirstRun(), clockAhead()));
        }
    }

    /** An increment during which nothing rests either. */
    private SyncCompleted restless(Story story, SyncCompleted before, Plot plot, Random random)
            throws InterruptedException {
        story.mischief().restFrom(Integer.MAX_VALUE);
        story.mischief().strike(1 + random.nextInt(3), strike(random));
        SyncRequested increment = story.ask(before.getWatermarks());
        while (plot == Plot.LATE_CRASH && !story.lose(increment, 1, true)) {
            increment = story.ask(story.completed(increment).getWatermarks());
        }
        return story.completed(increment);
    }

    private void expect(boolean deadLetter, SyncCompleted initial) {
        assertThat(initial.getGaps())
                .extracting(Gap::getCode)
                .as("gaps of the first run")
                .isEqualTo(deadLetter ? List.of("DEAD_LETTERS") : List.of());
        assertThat(stage.history().deadLetters(initial.getRun().getRunId()))
                .as("dead letters of the first run")
                .hasSize(deadLetter ? 1 : 0);
    }

    private Strike strike(Random random) {
        return random.nextInt(5) == 0 ? ownStrike(random) : Strike.any(random);
    }

    /** Changes that move no stamp, and a record that goes without a word. */
    @Test
    @Execution(ExecutionMode.CONCURRENT)
    @ResourceLock(value = UNCONFIRMED, mode = ResourceAccessMode.READ)
    void readingEverythingOnceMoreFindsWhatNoChangeTells() throws InterruptedException {
        long seed = told(common, "reconciles");
        try (Story story = beside("reconciles")) {
            story.mischief().restFrom(0);
            story.completed(story.ask(Map.of()));
            changeUnseen(stage.sandbox().define().edits(story.organisation()));

            SyncCompleted all = story.completed(story.askForAll());

            assertThat(all.getGaps()).as("gaps").isEmpty();
            story.holds(
                    all,
                    new NoRecordLost(),
                    new NoDuplicateEntry(books().crowds().keySet()),
                    new PerClientOrder());
        }
    }

    /** Another installation of the app, or another app, uses the same organisation's quota up. */
    @Test
    @Execution(ExecutionMode.CONCURRENT)
    @ResourceLock(value = UNCONFIRMED, mode = ResourceAccessMode.READ)
    void whoeverSharesTheQuotaIsWaitedForAndTheRunCompletes() throws InterruptedException {
        long seed = told(common, "shares a quota");
        try (Story story = beside("shares a quota")) {
            int others = quota().perMinute() * HALF_MINUTES / 2 / story.least();
            stage.sandbox().define().afterEachCall(story.organisation(), edits -> stage.sandbox()
                    .define()
                    .otherCalls(story.organisation(), others, stage.now()));

            SyncCompleted completed = story.completed(story.ask(Map.of()));

            List<Call> calls = stage.sandbox().query().calls(story.organisation());
            assertThat(Duration.between(
                            calls.get(0).at(), calls.get(calls.size() - 1).at()))
                    .as("seed %d: one minute's calls are not enough", seed)
                    .isGreaterThan(Duration.ofMinutes(1));
            story.holds(
                    completed,
                    new NoRecordLost(),
                    new NoDuplicateEntry(books().crowds().keySet()),
                    new PerClientOrder(),
                    new QuotaObeyed(quota().concurrent()));
        }
    }

    /** Somebody else has spent the day: what is left of the run waits for the next one, and nothing is begun again. */
    @Test
    @Execution(ExecutionMode.CONCURRENT)
    @ResourceLock(value = UNCONFIRMED, mode = ResourceAccessMode.READ)
    void aDayWhoseCallsAreSpentPausesTheRunUntilTheNextOne() throws InterruptedException {
        Assumptions.assumeTrue(quota().perDay() > 0, "the provider has no limit of the day");
        long seed = told(common, "spends a day");
        try (Story story = beside("spends a day")) {
            int third = story.least() / 3;
            AtomicInteger answered = new AtomicInteger();
            stage.sandbox().define().afterEachCall(story.organisation(), edits -> {
                if (answered.incrementAndGet() == third) {
                    stage.sandbox()
                            .define()
                            .dayEnds(story.organisation(), stage.now().plus(DAY_LEFT))
                            .otherCalls(story.organisation(), quota().perDay(), stage.now());
                }
            });

            SyncRequested request = story.ask(Map.of());
            SyncCompleted completed = story.completed(request);

            assertThat(stage.history().events(request.getRunId()))
                    .filteredOn(SyncPaused.class::isInstance)
                    .extracting(event -> ((SyncPaused) event).getReason())
                    .as("why it paused, seed %d", seed)
                    .containsExactly("DAILY_LIMIT");
            assertThat(completed.getGaps()).as("gaps").isEmpty();
            story.holds(
                    completed,
                    new NoRecordLost(),
                    new NoDuplicateEntry(books().crowds().keySet()),
                    new PerClientOrder(),
                    new QuotaObeyed(quota().concurrent()),
                    new OneSliceRepeatedAtMost(this::askedOnce, story.callsOfTheFirstRun(), clockAhead()));
        }
    }

    /** Somebody changes something twice a second, by the provider's clock, as long as the first run lasts. */
    @Test
    @Execution(ExecutionMode.CONCURRENT)
    @ResourceLock(value = UNCONFIRMED, mode = ResourceAccessMode.READ)
    void aDayOnWhichTheBooksNeverRestIsReadToTheEnd() throws InterruptedException {
        long seed = told(common, "never rests");
        try (Story story = beside("never rests")) {
            story.mischief().restFrom(0);
            SyncCompleted first;
            Scribbler hand = new Scribbler(kinds(), party(), new Random(seed));
            Edits edits = stage.sandbox().define().edits(story.organisation());
            try (Restless restless = new Restless(() -> hand.scribble(edits), HALF_A_SECOND)) {
                first = story.completed(story.ask(Map.of()));
                restless.stop();
            }

            SyncCompleted last = story.completed(story.ask(first.getWatermarks()));

            assertThat(first.getGaps()).as("gaps").isEmpty();
            assertThat(last.getGaps()).as("gaps").isEmpty();
            story.holds(last, new NoRecordLost(), new PerClientOrder(), new QuotaKept());
        }
    }

    private long told(long seed, String about) {
        System.err.println(getClass().getSimpleName() + " " + about + ", seed " + seed
                + " (repeat with -Dledgersync.tck.seed=" + seed + ")");
        return seed;
    }

    /** A story that is told beside others, under the same decisions of what is unconfirmed. */
    private Story beside(String about) {
        stage.settle(1);
        chooseWhatIsUnconfirmed(stage.sandbox().define(), new Random(common));
        long seed = new Random(common + about.hashCode()).nextLong();
        return story(seed, new Random(seed));
    }

    /** An organisation of this seed, defined and agreed to. */
    private Story story(long seed, Random random) {
        String organisation = Long.toString(Math.floorMod(seed, 1_000_000_000_000L));
        stage.enter(OrganisationSpec.generated(
                connector.provider().name(), organisation, "Organisation " + organisation, seed, books()));
        Define define = stage.sandbox().define();
        define.quota(organisation, quota())
                .latency(organisation, new Latency(Duration.ofMillis(500 + random.nextInt(2000)), perRow()));
        Scribbler scribbler = new Scribbler(kinds(), party(), new Random(random.nextLong()));
        return new Story(stage, connector, organisation, scribbler, notCompared(), random);
    }
}
