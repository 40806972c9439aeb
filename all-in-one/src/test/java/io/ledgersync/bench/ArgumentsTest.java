package io.ledgersync.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ledgersync.kit.Provider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArgumentsTest {
    private static Arguments parse(String... arguments) {
        return Arguments.parse(arguments);
    }

    @Test
    void takesWhatIsSaidAndTheUsualOtherwise() {
        Arguments arguments = parse("--provider", "qbo", "--records", "500");

        assertThat(arguments.provider()).isEqualTo(Provider.QBO);
        assertThat(arguments.number("--records", 7, 1, 1000)).isEqualTo(500);
        assertThat(arguments.number("--minutes", 7, 1, 1000)).isEqualTo(7);
        assertThat(arguments.word("--dataset", "large", "small")).isEqualTo("large");
    }

    @ParameterizedTest
    @CsvSource({"0", "1001", "x", "-1", "1.5"})
    void namesTheNumbersThatAreAllowed(String value) {
        assertThatThrownBy(() -> parse("--records", value).number("--records", 7, 1, 1000))
                .hasMessage("--records is \"" + value + "\"; allowed: 1 to 1000");
    }

    @Test
    void namesTheWordsThatAreAllowed() {
        assertThatThrownBy(() -> parse("--provider", "sage").provider())
                .hasMessage("--provider is \"sage\"; allowed: xero, qbo");
    }

    @Test
    void saysWhatIsNoOption() {
        assertThatThrownBy(() -> parse("--wrong", "1").only("--provider")).hasMessage("there is no option --wrong");
        assertThatThrownBy(() -> parse("wrong")).hasMessageContaining("\"wrong\" is no option");
        assertThatThrownBy(() -> parse("--provider")).hasMessage("--provider needs a value");
    }
}
