package org.undermine.env.mdp.formats;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;

/** Formats that other model checkers read. */
public enum Format {
    /** The unified Markov binary of PRISM (from 4.10) and Storm (from 1.13); through gzip where the name ends in .gz. */
    UMB {
        @Override
        public Written write(NumericMdp mdp, Path file) throws IOException {
            return Umb.write(mdp, file);
        }
    },
    /** Storm's explicit text. */
    DRN {
        @Override
        public Written write(NumericMdp mdp, Path file) throws IOException {
            return Drn.write(mdp, file);
        }
    },
    /** PRISM's explicit text: several files, see {@link PrismFiles}. */
    PRISM {
        @Override
        public Written write(NumericMdp mdp, Path file) throws IOException {
            return PrismFiles.write(mdp, file);
        }
    };

    /** Writes whole files or none. */
    public abstract Written write(NumericMdp mdp, Path file) throws IOException;

    /**
     * Reads a file of any of these formats: PRISM's are told by a name that ends in .tra, the others by how they begin.
     *
     * @throws IllegalArgumentException one line that says what is wrong, and where
     */
    public static NumericMdp read(Path file) throws IOException {
        if (!Files.exists(file)) throw new NoSuchFileException(file.toString());
        if (Files.isDirectory(file)) throw new IllegalArgumentException(file + " is a folder");
        if (file.toString().endsWith(".tra")) return PrismFiles.read(file);
        byte[] head;
        try (var in = Files.newInputStream(file)) {
            head = in.readNBytes(Tar.BLOCK);
        }
        if (Tar.isTar(head) || Tar.isGzip(head)) return Umb.read(file);
        if (head.length > 4 && (head[0] & 0xFF) == 0xFD && head[1] == '7' && head[2] == 'z')
            throw new IllegalArgumentException(file + " is compressed by xz; 'xz -d' makes it readable");
        if (Drn.isDrn(head)) return Drn.read(file);
        throw new IllegalArgumentException(
                file
                        + " is no model: neither UMB (a tar file) nor DRN (with a line '@type:'), and its name does not end in .tra");
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
