package org.undermine.bridge;

import org.undermine.bridge.commands.Commands;
import org.undermine.bridge.commands.Console;

/** Starts the command line. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        var console = new Console(System.out, System.err, Console.isTerminal());
        Runtime.getRuntime().addShutdownHook(new Thread(console::interrupted));
        int status = Commands.run(console, () -> new Gateway(new Service()).line(), args);
        console.finish();
        System.exit(status);
    }
}
