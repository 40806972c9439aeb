package io.ledgersync.orchestrator.web;

import io.ledgersync.orchestrator.client.ClientFiles;
import io.ledgersync.orchestrator.client.Practices;
import io.ledgersync.orchestrator.plan.NightWindow;
import io.ledgersync.web.access.Caller;
import java.time.DateTimeException;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** The practice's own settings: when its clients are synced by themselves. */
@RestController
class Settings {

    private final Practices practices;
    private final ClientFiles files;

    Settings(Practices practices, ClientFiles files) {
        this.practices = practices;
        this.files = files;
    }

    /**
     * The settings as they travel.
     *
     * @param nightFrom the hour at which the night window opens, 0 to 23
     * @param nightHours its length, 1 to 24
     * @param timeZone an IANA time zone, e.g. "Europe/London"
     * @param paused nothing is started at night
     */
    record View(
            @Nullable Integer nightFrom,
            @Nullable Integer nightHours,
            @Nullable String timeZone,
            @Nullable Boolean paused) {

        static View of(NightWindow nights) {
            return new View(nights.fromHour(), nights.hours(), nights.zone().getId(), nights.paused());
        }

        NightWindow nights() {
            return new NightWindow(
                    zone(given("timeZone", timeZone)),
                    within("nightFrom", given("nightFrom", nightFrom), 0, 23),
                    within("nightHours", given("nightHours", nightHours), 1, 24),
                    given("paused", paused));
        }

        private static ZoneId zone(String name) {
            try {
                return ZoneId.of(name);
            } catch (DateTimeException e) {
                throw Problem.INVALID_BODY.because(
                        "\"timeZone\" is \"" + name + "\"; it must be an IANA time zone, e.g. \"Europe/London\".");
            }
        }

        private static int within(String field, int value, int from, int to) {
            if (value < from || value > to) {
                throw Problem.INVALID_BODY.because(
                        "\"" + field + "\" is " + value + "; allowed: " + from + " to " + to + ".");
            }
            return value;
        }

        private static <T> T given(String field, @Nullable T value) {
            if (value == null) {
                throw Problem.INVALID_BODY.because("\"" + field + "\" is missing.");
            }
            return value;
        }
    }

    @GetMapping("/api/settings")
    View settings(@AuthenticationPrincipal Jwt token) {
        Caller caller = Caller.of(token).may(Permissions.CLIENTS_READ);
        return View.of(practices.nights(caller.practiceId()));
    }

    @PutMapping("/api/settings")
    View change(@RequestBody View wanted, @AuthenticationPrincipal Jwt token) {
        Caller caller = Caller.of(token).may(Permissions.PRACTICE_MANAGE);
        NightWindow nights = wanted.nights();
        practices.change(caller.practiceId(), nights, files);
        return View.of(nights);
    }
}
