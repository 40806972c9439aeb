package io.ledgersync.link.consent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.ledgersync.link.Problem;
import io.ledgersync.link.Refusal;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReturnToTest {
    private final ReturnTo.Sites sites =
            new ReturnTo.Sites(URI.create("https://app.example/base"), List.of(URI.create("http://localhost:3000")));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://app.example/clients?a=1#x",
                "https://APP.example:443/",
                "/clients",
                "http://localhost:3000/done"
            })
    void leadsToOurOwnSiteOrOneThatIsConfigured(String asked) {
        assertThat(sites.check(asked).address().getHost()).isNotNull();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "http://app.example/clients",
                "https://app.example:8443/",
                "https://evil.example/",
                "//evil.example/",
                "https://app.example@evil.example/",
                "https://someone@app.example/",
                "https://app.example.evil.example/",
                "/\\evil.example",
                "javascript:alert(1)",
                "https:app.example",
                "http://localhost:3001/"
            })
    void leadsNowhereElse(String asked) {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> sites.check(asked))
                .satisfies(refusal -> assertThat(refusal.problem()).isEqualTo(Problem.INVALID_RETURN_TO));
    }

    @Test
    void tellsThePageHowItEndedAndKeepsItsQueryAndFragment() {
        ReturnTo page = sites.check("https://app.example/clients?a=1#top");

        assertThat(page.with("conflict", "A & B")).hasToString("https://app.example/clients?a=1&conflict=A+%26+B#top");
    }
}
