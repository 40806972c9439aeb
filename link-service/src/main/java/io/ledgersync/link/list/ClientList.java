package io.ledgersync.link.list;

import io.ledgersync.link.Problem;
import io.ledgersync.link.Provider;
import io.ledgersync.link.client.Client;
import io.ledgersync.link.client.ClientState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A practice's clients, page by page: one query each, which goes on after the last row of the page before. */
public final class ClientList {
    private static final int DEFAULT_LIMIT = 50;
    private static final int MOST = 200;

    private final JdbcClient jdbc;

    public ClientList(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A page; next is null on the last. */
    public record Page(List<Client> clients, @Nullable String next) {}

    public Page page(String practiceId, ListQuery query) {
        ClientSort sort = ClientSort.named(query.sort());
        int limit = limit(query.limit());
        Map<String, Object> parameters = new HashMap<>();
        List<String> conditions = new ArrayList<>();
        conditions.add("practice_id = :practice");
        parameters.put("practice", practiceId);
        String state = query.state();
        if (state != null && !state.isBlank()) {
            conditions.add("state = :state");
            parameters.put("state", state(state).name());
        }
        String provider = query.provider();
        if (provider != null && !provider.isBlank()) {
            conditions.add("provider = :provider");
            parameters.put("provider", Provider.named(provider).name());
        }
        String text = query.query();
        if (text != null && !text.isBlank()) {
            if (text.chars().anyMatch(Character::isISOControl)) {
                throw Problem.INVALID_VALUE.because(
                        "query is " + Problem.quoted(text) + "; it must be printable characters of a name");
            }
            conditions.add("(name_key like :text or lower(organisation_name) like :text)");
            parameters.put("text", '%' + escaped(text.strip().toLowerCase(Locale.ROOT)) + '%');
        }
        String after = query.cursor();
        if (after != null && !after.isBlank()) {
            ListCursor cursor = ListCursor.decode(after, sort);
            conditions.add(sort.after());
            parameters.put("key", cursor.key());
            parameters.put("id", cursor.id());
        }
        // One more than asked for shows whether there is a next page.
        List<Row> rows = jdbc.sql("select " + Client.COLUMNS + ", " + sort.key().column()
                        + " as sort_key from clients where " + String.join(" and ", conditions) + " order by "
                        + sort.order() + " limit " + (limit + 1))
                .params(parameters)
                .query((row, number) ->
                        new Row(Client.of(row, number), sort.key().text(row)))
                .list();
        List<Client> clients = rows.stream().limit(limit).map(Row::client).toList();
        Row last = rows.size() > limit ? rows.get(limit - 1) : null;
        return new Page(
                clients,
                last == null
                        ? null
                        : new ListCursor(
                                        sort.parameter(),
                                        last.sortKey(),
                                        last.client().id())
                                .encoded());
    }

    private record Row(Client client, String sortKey) {}

    private static int limit(@Nullable Integer limit) {
        if (limit == null) {
            return DEFAULT_LIMIT;
        }
        if (limit < 1 || limit > MOST) {
            throw Problem.INVALID_VALUE.because("limit is " + limit + "; it must be 1 to " + MOST);
        }
        return limit;
    }

    private static ClientState state(String name) {
        return Arrays.stream(ClientState.values())
                .filter(state -> state.name().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> Problem.INVALID_VALUE.because("state is " + Problem.quoted(name)
                        + "; it must be one of " + Arrays.toString(ClientState.values())));
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
    }
}
