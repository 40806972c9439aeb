package io.ledgersync.allinone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionsTest {
    @TempDir
    Path folder;

    private static Options parse(String... arguments) {
        return Options.parse(arguments);
    }

    @Test
    void keepsEverythingBesideTheProjectUnlessToldOtherwise() {
        Options options = parse();

        assertThat(options.data()).isEqualTo(Path.of(".ledger-sync").toAbsolutePath());
        assertThat(options.port()).isEqualTo(8080);
        assertThat(options.sandbox()).isTrue();
        assertThat(options.once()).isFalse();
        assertThat(options.temporary()).isFalse();
    }

    @Test
    void onceStartsFromNothingAndLeavesNothing() throws IOException {
        Options options = parse("--once");

        assertThat(options.temporary()).isTrue();
        assertThat(options.data()).isEmptyDirectory();
        assertThat(options.port()).isZero();
        Files.delete(options.data());
    }

    @Test
    void onceKeepsWhatIsInAFolderThatWasNamed() {
        assertThat(parse("--once", "--data", folder.toString()).temporary()).isFalse();
    }

    @Test
    void takesAValueAfterASpaceAndAfterAnEqualsSign() {
        assertThat(parse("--port=9000", "--data", folder.toString()))
                .isEqualTo(parse("--port", "9000", "--data=" + folder));
    }

    @Test
    void readsBooksFromAFolderOfBothProviders() throws IOException {
        Files.createDirectory(folder.resolve("xero"));
        assertThatThrownBy(() -> parse("--books", folder.toString())).hasMessageContaining("xero and qbo");

        Files.createDirectory(folder.resolve("qbo"));

        assertThat(parse("--books", folder.toString()).books()).isEqualTo(folder.toAbsolutePath());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    --port=x            | --port is "x"; allowed: 0 to 65535
                    --port=65536        | --port is "65536"; allowed: 0 to 65535
                    --port=-1           | --port is "-1"; allowed: 0 to 65535
                    --port              | --port needs a value
                    --data              | --data needs a value
                    --sandbox=maybe     | --sandbox is "maybe"; allowed: on, off
                    --wrong             | there is no option --wrong
                    wrong               | there is no option wrong
                    """)
    void namesWhatIsWrong(String argument, String message) {
        assertThatThrownBy(() -> parse(argument))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @Test
    void onceCannotDoWithoutTheSandbox() {
        assertThatThrownBy(() -> parse("--once", "--sandbox=off")).hasMessageContaining("--once needs the sandbox");
    }
}
