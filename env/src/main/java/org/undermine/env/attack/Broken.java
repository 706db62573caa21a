package org.undermine.env.attack;

/** Thrown where a {@link Breach} is found. */
public final class Broken extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Breach breach;

    public Broken(Breach breach) {
        this(breach, null);
    }

    Broken(Breach breach, Throwable cause) {
        super(breach.toString(), cause);
        this.breach = breach;
    }

    public Breach breach() {
        return breach;
    }
}
