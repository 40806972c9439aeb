package io.ledgersync.system.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import io.ledgersync.allinone.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** The compose file and the chart name every service, and only keys that the services really have. */
class DeploymentFilesTest {
    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
    private static final Path CHART = ROOT.resolve("charts/ledger-sync");

    @Test
    void theChartLintsAndRendersADeploymentAndAServiceForEveryService() {
        Helm helm = new Helm(CHART);
        LintResult lint = helm.lint().call();
        assertThat(lint.isFailed()).as(lint.getMessages().toString()).isFalse();

        List<String> deployments = new ArrayList<>();
        List<String> services = new ArrayList<>();
        for (Object document : new Yaml().loadAll(helm.template().call())) {
            if (document instanceof Map<?, ?> resource) {
                String name = String.valueOf(((Map<?, ?>) resource.get("metadata")).get("name"));
                if ("Deployment".equals(resource.get("kind"))) {
                    deployments.add(name);
                    assertThat(resource.toString())
                            .contains("/actuator/health/readiness", "/actuator/health/liveness", "runAsNonRoot=true");
                } else if ("Service".equals(resource.get("kind"))) {
                    services.add(name);
                }
            }
        }
        assertThat(deployments).containsExactlyInAnyOrderElementsOf(names());
        assertThat(services).containsExactlyInAnyOrderElementsOf(names());
    }

    private static List<String> names() {
        List<String> names = new ArrayList<>();
        for (Service service : Service.values()) {
            names.add(service.key());
        }
        return names;
    }

    @Test
    void theComposeFileRunsEveryServiceWithAHealthCheckAndKeysThatExist() throws IOException {
        Map<String, Object> compose = new Yaml().load(Files.readString(ROOT.resolve("docker-compose.yml")));
        Map<?, ?> services = (Map<?, ?>) compose.get("services");
        for (String name : names()) {
            assertThat(services.get(name)).as(name).isInstanceOf(Map.class);
            assertThat(((Map<?, ?>) services.get(name)).get("healthcheck"))
                    .as(name)
                    .isNotNull();
        }
        assertKeysExist(Files.readString(ROOT.resolve("docker-compose.yml")));
        assertKeysExist(Files.readString(CHART.resolve("templates/_env.tpl")));
    }

    @Test
    void theReferenceNamesEveryKeyThatTheServicesReadAndNoOther() throws IOException {
        assertThat(documentedKeys()).containsExactlyElementsOf(RealKeys.all());
    }

    private static void assertKeysExist(String text) {
        Set<String> known = new TreeSet<>();
        RealKeys.all().forEach(key -> known.add(variable(key)));
        Matcher keys = Pattern.compile("LEDGERSYNC_[A-Z_]+").matcher(text);
        Set<String> used = new TreeSet<>();
        while (keys.find()) {
            used.add(keys.group());
        }
        assertThat(used).isNotEmpty().allSatisfy(key -> assertThat(known)
                .as("keys of the services for " + key)
                .anyMatch(real -> real.endsWith("_*") ? key.startsWith(real.replace("*", "")) : key.equals(real)));
    }

    private static String variable(String key) {
        return key.toUpperCase(Locale.ROOT).replace("-", "").replace('.', '_');
    }

    /** The keys of the reference. */
    private static TreeSet<String> documentedKeys() throws IOException {
        TreeSet<String> keys = new TreeSet<>();
        for (String line : Files.readAllLines(ROOT.resolve("docs/reference/configuration.md"))) {
            // A row of the table; in its first cell, a code that begins with a dot goes on with the parent of the one
            // before.
            String cell = line.startsWith("| `ledgersync.") ? line.substring(2, line.indexOf('|', 2)) : "";
            Matcher code = Pattern.compile("`([^`]+)`").matcher(cell);
            String parent = "";
            while (code.find()) {
                String key = code.group(1).startsWith(".") ? parent + code.group(1) : code.group(1);
                parent = key.substring(0, key.lastIndexOf('.'));
                keys.addAll(expand(key));
            }
        }
        return keys;
    }

    /** {@code a.{b,c}.d} means {@code a.b.d} and {@code a.c.d}. */
    private static List<String> expand(String key) {
        Matcher braces = Pattern.compile("([^{]*)\\{([^}]*)}(.*)").matcher(key);
        if (!braces.matches()) {
            return List.of(key);
        }
        List<String> all = new ArrayList<>();
        for (String choice : braces.group(2).split(",")) {
            all.addAll(expand(braces.group(1) + choice.trim() + braces.group(3)));
        }
        return all;
    }
}
