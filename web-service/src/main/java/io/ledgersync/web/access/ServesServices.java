package io.ledgersync.web.access;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.context.annotation.Import;

/** Our own services call {@code /internal/**} with the secret of {@code ledgersync.internal.token}. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Import(InternalSecurity.class)
public @interface ServesServices {}
