package io.ledgersync.sandbox.qbo.query;

import io.ledgersync.sandbox.qbo.query.Lexer.Token;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a query, clause after clause, in the only order that the language has. */
final class QueryParser {
    private static final int DEFAULT_RESULTS = 100;
    private static final int MOST_RESULTS = 1000;
    private static final Map<String, Condition.Operator> SIGNS = Map.of(
            "=", Condition.Operator.EQUAL,
            "<", Condition.Operator.LESS,
            ">", Condition.Operator.GREATER,
            "<=", Condition.Operator.AT_MOST,
            ">=", Condition.Operator.AT_LEAST);

    private final String query;
    private final List<Token> tokens;
    private final ZoneId bareZone;
    private int at;

    QueryParser(String query, ZoneId bareZone) throws QueryRefused {
        this.query = query;
        this.bareZone = bareZone;
        this.tokens = Lexer.tokens(query);
    }

    Select select() throws QueryRefused {
        expect("select");
        boolean count = !taken("*");
        if (count) {
            for (String sign : new String[] {"count", "(", "*", ")"}) {
                expect(sign);
            }
        }
        expect("from");
        String name = word();
        Entities entity =
                Entities.named(name).orElseThrow(() -> QueryRefused.unreadable("Invalid context declaration: " + name));
        List<Condition> where = taken("where") ? where(entity) : List.of();
        Select.Order order = order(entity);
        int start = taken("startposition") ? number() : 1;
        if (start < 1) {
            throw QueryRefused.invalid("value " + start + " is too small. Min allowed value is 1");
        }
        int most = taken("maxresults") ? Math.min(MOST_RESULTS, number()) : DEFAULT_RESULTS;
        if (here().kind() != Token.Kind.END) {
            throw unexpected();
        }
        return new Select(count, entity, where, order, start, most);
    }

    private List<Condition> where(Entities entity) throws QueryRefused {
        List<Condition> conditions = new ArrayList<>();
        do {
            conditions.add(condition(entity));
        } while (taken("and"));
        return conditions;
    }

    private Condition condition(Entities entity) throws QueryRefused {
        Property property = property(entity, "queryable");
        Condition.Operator operator = operator();
        List<String> values = new ArrayList<>();
        if (operator == Condition.Operator.IN) {
            expect("(");
            do {
                values.add(value(property));
            } while (taken(","));
            expect(")");
        } else {
            values.add(value(property));
        }
        return Condition.of(property, operator, values);
    }

    private Condition.Operator operator() throws QueryRefused {
        Token token = here();
        Condition.Operator sign = token.kind() == Token.Kind.SIGN ? SIGNS.get(token.text()) : null;
        if (sign != null) {
            at++;
            return sign;
        }
        if (taken("in")) {
            return Condition.Operator.IN;
        }
        expect("like");
        return Condition.Operator.LIKE;
    }

    private Select.@Nullable Order order(Entities entity) throws QueryRefused {
        if (here().is("order") && tokens.get(at + 1).is("by")) {
            at += 2;
        } else if (!taken("orderby")) {
            return null;
        }
        Property property = property(entity, "sortable");
        if (!property.sortable()) {
            throw QueryRefused.invalid("property '" + property.path() + "' is not sortable");
        }
        boolean descending = taken("desc");
        if (!descending) {
            taken("asc");
        }
        return new Select.Order(property, descending);
    }

    private Property property(Entities entity, String what) throws QueryRefused {
        String name = word();
        Property property = Property.of(entity, name);
        if (property == null) {
            throw QueryRefused.invalid("property '" + name + "' is not " + what);
        }
        return property;
    }

    private Token here() {
        return tokens.get(at);
    }

    private boolean taken(String word) {
        boolean is = here().kind() != Token.Kind.END && here().is(word);
        at += is ? 1 : 0;
        return is;
    }

    private void expect(String word) throws QueryRefused {
        if (!taken(word)) {
            throw unexpected();
        }
    }

    private String word() throws QueryRefused {
        if (here().kind() != Token.Kind.WORD) {
            throw unexpected();
        }
        return tokens.get(at++).text();
    }

    /** A value of a property; moments are told to the second which they are. */
    private String value(Property property) throws QueryRefused {
        String text = value();
        return property.type() == Property.Type.MOMENT
                ? Moments.read(text, bareZone).toString()
                : text;
    }

    private String value() throws QueryRefused {
        if (here().kind() != Token.Kind.WORD && here().kind() != Token.Kind.QUOTED) {
            throw unexpected();
        }
        return tokens.get(at++).text();
    }

    private int number() throws QueryRefused {
        String digits = word();
        if (!digits.matches("\\d+")) {
            at--;
            throw unexpected();
        }
        try {
            return Integer.parseInt(digits);
        } catch (NumberFormatException tooLarge) {
            throw QueryRefused.invalid("value " + digits + " is too large");
        }
    }

    private QueryRefused unexpected() {
        return QueryRefused.unreadable("Encountered \"" + here().text() + "\" in: " + query);
    }
}
