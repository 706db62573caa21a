package org.undermine.agents.learn;

import java.nio.file.Path;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOpsHolder;

/**
 * Loads the native libraries of ND4J, once, when a network is first trained. Nothing else in Undermine needs them.
 *
 * <p>They unpack themselves (400 MB) into the folder that the system property {@value #FOLDER} names; where it is not
 * set, into {@code undermine/natives} in the user's cache folder ({@code XDG_CACHE_HOME}, else {@code ~/.cache}).
 *
 * <p>They are told to use one thread: our networks are so small that sharing the work costs more than it brings, and
 * sums come out the same in every run.
 */
final class Natives {
    private static final String FOLDER = "org.bytedeco.javacpp.cachedir";

    private Natives() {}

    /**
     * Returns when the libraries are loaded.
     *
     * @throws IllegalStateException if there are none for this machine, or they cannot be unpacked or loaded
     */
    static void load() {
        try {
            Once.load();
        } catch (LinkageError e) {
            String machine = System.getProperty("os.name") + " on " + System.getProperty("os.arch");
            throw new IllegalStateException("the native libraries for training (ND4J, for " + machine + ", 400 MB in "
                    + System.getProperty(FOLDER) + ") could not be loaded: " + root(e));
        }
    }

    private static Throwable root(Throwable e) {
        return e.getCause() == null ? e : root(e.getCause());
    }

    /** The virtual machine runs a static initialiser once, whichever thread comes first. */
    private static final class Once {
        static {
            if (System.getProperty(FOLDER) == null) System.setProperty(FOLDER, folder().toString());
            System.setProperty("org.nd4j.log.initialization", "false");
            Nd4j.getBackend(); // the first mention of Nd4j loads everything
            NativeOpsHolder.getInstance().getDeviceNativeOps().setOmpNumThreads(1);
            Nd4j.getEnvironment().setMaxThreads(1);
            Nd4j.getEnvironment().setMaxMasterThreads(1);
            Nd4j.factory().blas().setMaxThreads(1);
        }

        static void load() {}

        private static Path folder() {
            String caches = System.getenv("XDG_CACHE_HOME");
            Path home = Path.of(System.getProperty("user.home"), ".cache");
            return (caches == null || caches.isBlank() ? home : Path.of(caches))
                    .resolve("undermine")
                    .resolve("natives");
        }
    }
}
