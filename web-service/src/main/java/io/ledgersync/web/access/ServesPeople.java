package io.ledgersync.web.access;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.context.annotation.Import;

/** People call with a token of the identity provider ({@code ledgersync.identity.*}); operation stays open. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Import(PeopleSecurity.class)
public @interface ServesPeople {

    /** Paths that are open, as what calls them can carry no token. */
    String[] open() default {};
}
