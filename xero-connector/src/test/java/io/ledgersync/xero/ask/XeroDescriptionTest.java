package io.ledgersync.xero.ask;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgersync.kit.Question;
import io.ledgersync.xero.RecordedData;
import io.ledgersync.xero.stream.Lists;
import io.ledgersync.xero.walk.XeroStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;

/** Nothing is asked for that Xero's own description of its API does not have. */
class XeroDescriptionTest {
    private static final URI API = URI.create("https://api.xero.com/api.xro/2.0");
    private static Map<?, ?> description = Map.of();

    @BeforeAll
    static void read() throws IOException {
        LoaderOptions large = new LoaderOptions();
        large.setCodePointLimit(Integer.MAX_VALUE);
        description = new Yaml(large)
                .load(new String(RecordedData.described("xero_accounting.yaml"), StandardCharsets.UTF_8));
    }

    static Stream<XeroList> lists() {
        return Lists.all().stream().filter(list -> !list.report());
    }

    @ParameterizedTest
    @MethodSource("lists")
    void listsHaveTheParametersThatTheyAreAskedWith(XeroList list) {
        for (Question question : new XeroStream(list).begin(null).ready()) {
            assertDescribed(list, (XeroQuestion) question);
        }
        assertDescribed(list, new XeroQuestion.Everything(list.deleted(), null));
        if (list.dated()) {
            // What has no date lies between no days: without a description it is asked for at the risk of a gap.
            DateWindow.ALL.stream()
                    .map(window -> window.of(list))
                    .filter(narrowed -> !DateWindow.undated(narrowed) || list.dating() == XeroList.Dating.BY_WHERE)
                    .forEach(narrowed -> assertDescribed(list, new XeroQuestion.Everything(narrowed, null)));
        }
    }

    @ParameterizedTest
    @MethodSource("lists")
    void oneRecordIsAskedForWhereItHasAnAddress(XeroList list) {
        boolean addressed = paths().stream().anyMatch(path -> path.matches("/" + list.path() + "/\\{\\w+}"));
        assertThat(list.lookup() == XeroList.Lookup.IN_THE_LIST)
                .as("%s have no addresses", list.path())
                .isNotEqualTo(addressed);
        assertDescribed(list, new XeroQuestion.ByIds(list, List.of("id")));
    }

    private static void assertDescribed(XeroList list, XeroQuestion question) {
        String query = XeroCalls.of(question, API, "tenant").uri().getRawQuery();
        Stream<String> parameters = query == null
                ? Stream.empty()
                : Arrays.stream(query.split("&")).map(pair -> pair.substring(0, pair.indexOf('=')));
        assertThat(parameters).as("%s %s", list.path(), query).isSubsetOf(parameters("/" + list.path()));
    }

    private static Set<String> paths() {
        return map(description, "paths").keySet().stream().map(Object::toString).collect(Collectors.toSet());
    }

    private static Set<String> parameters(String path) {
        Map<?, ?> known = map(map(description, "components"), "parameters");
        Map<?, ?> get = map(map(map(description, "paths"), path), "get");
        assertThat(get).as("GET %s", path).isNotEmpty();
        return get.get("parameters") instanceof List<?> named
                ? named.stream()
                        .map(parameter -> (Map<?, ?>) parameter)
                        .map(parameter -> parameter.get("$ref") instanceof String ref
                                ? map(known, ref.substring(ref.lastIndexOf('/') + 1))
                                : parameter)
                        .map(parameter -> parameter.get("name").toString())
                        .collect(Collectors.toSet())
                : Set.of();
    }

    private static Map<?, ?> map(Map<?, ?> in, String key) {
        return in.get(key) instanceof Map<?, ?> found ? found : Map.of();
    }
}
