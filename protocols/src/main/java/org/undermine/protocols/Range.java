package org.undermine.protocols;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Which numbers an {@code int} component of a protocol in a file of its own may be: {@code @Range(min = 2, value = 8) int k}. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Range {
    int MIN = 1;
    int MAX = 128;

    int min() default MIN;

    int max() default MAX;

    /** What it is unless another value is typed. */
    int value();
}
