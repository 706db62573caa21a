package org.undermine.bridge.commands;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Commands that the launcher carries out and Java never sees; listed so that {@code --help} is complete. */
abstract class ByLauncher implements Callable<Integer> {
    static final List<ByLauncher> ALL = List.of(new Notebook(), new Python(), new Tests());

    @Parameters(hidden = true, arity = "0..*")
    private List<String> words;

    @Override
    public Integer call() {
        String name = getClass().getAnnotation(Command.class).name();
        throw new IllegalArgumentException(name + " is started by the launcher: ./undermine " + name);
    }

    @Command(name = "notebook", description = "Opens JupyterLab on the notebooks.")
    static final class Notebook extends ByLauncher {}

    @Command(
            name = "python",
            description =
                    "Python with the package and all it needs: python my_script.py; --with trainers has torch too.")
    static final class Python extends ByLauncher {}

    @Command(
            name = "test",
            description =
                    "Runs the tests: test [all|java|python|notebooks|trainers]; all adds trainers (installs torch, 6 GB).")
    static final class Tests extends ByLauncher {}
}
