package org.undermine.env.mdp;

import java.nio.ByteBuffer;

/**
 * A process whose states can be written as bytes, so that {@link Explorer} need not keep an object for each.
 *
 * @param <S> states
 */
public interface Packed<S> extends Mdp<S> {
    /** The most bytes that a state may take. */
    int LONGEST = 1 << 16;

    /** The same process for another thread: neither disturbs the other. */
    Packed<S> another();

    /** Writes at least one byte: equal states alike, different ones differently. */
    void write(S state, ByteBuffer to);

    /** The state that {@link #write} wrote as all the bytes left in {@code from}. */
    S read(ByteBuffer from);
}
