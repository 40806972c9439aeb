package io.ledgersync.web.access;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.context.annotation.Import;

/** Nobody calls: health and meters are open, everything else is closed. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Import(OperationSecurity.class)
public @interface ServesNobody {}
