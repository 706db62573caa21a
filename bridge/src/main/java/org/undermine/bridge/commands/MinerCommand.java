package org.undermine.bridge.commands;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigInteger;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.undermine.env.live.Account;
import org.undermine.env.live.Block;
import org.undermine.env.live.Chain;
import org.undermine.env.live.Conduct;
import org.undermine.env.live.Event;
import org.undermine.env.live.Hash;
import org.undermine.env.live.Miner;
import org.undermine.env.live.Peer;
import org.undermine.env.live.Rules;
import org.undermine.env.live.Withholding;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "miner",
        sortOptions = false,
        abbreviateSynopsis = true,
        description =
                "A miner of the tiny blockchain, over UDP; honest, or one that plays a policy. Until interrupted.")
final class MinerCommand implements Callable<Integer> {
    private static final String GENESIS = "genesis";
    private static final String ADDRESS = "HOST:PORT, port 0 for any that is free";
    private static final long LOOK_MILLIS = 100;
    private static final int SHOWN = 16; // digits of a hash

    @Parameters(
            index = "0",
            paramLabel = "HOST:PORT",
            description = "where to listen, of this machine; port 0 for any that is free")
    private String address;

    @Parameters(
            index = "1..*",
            arity = "0..2",
            paramLabel = "PEERS | genesis",
            description =
                    "where to send: HOST:PORT, several with commas between, HOST:PORT@MS to send late, - for none; and"
                            + " the word genesis for who makes the first block")
    private List<String> words = new ArrayList<>();

    @Option(
            names = "--target",
            paramLabel = "N",
            defaultValue = "2^235",
            description = "the greatest hash that is work enough: 2^0 to 2^255, or 0x and hexadecimal digits"
                    + " (default: 2^235, two million hashes a block)")
    private String target;

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "1e5",
            description = "hashes tried a second (default: 1e5)")
    private String rate;

    @Option(
            names = {"-p", "--policy"},
            paramLabel = "POLICY",
            description =
                    "honest, sm1, get-ahead, or a file: a result or a trained agent, of nakamoto's withholding space"
                            + " (default: no attack)")
    private String policy;

    @Option(
            names = "--data",
            paramLabel = "TEXT",
            defaultValue = "miner",
            description = "what its blocks say, up to 4096 bytes (default: miner)")
    private String data;

    @Option(
            names = {"-n", "--blocks"},
            paramLabel = "N",
            description = "ends when the chain is so long or longer")
    private String blocks;

    @Option(
            names = {"-s", "--seed"},
            paramLabel = "N",
            defaultValue = "1",
            description =
                    "of the work that is tried; what is found when depends on the clock all the same (default: 1)")
    private String seed;

    @Option(names = "--no-relay", description = "does not send on what others found: for miners that are all peers")
    private boolean aloof;

    @Option(names = "--open", description = "listens where other machines can send, too")
    private boolean open;

    @Option(
            names = "--without-work",
            description = "the first version of the protocol, without work; --rate then is blocks a second")
    private boolean workless;

    @Option(names = "--piped", hidden = true, description = "peers come, events go by pipe; ends when its input does")
    private boolean piped;

    @Mixin
    private Common common;

    private final Console console;

    MinerCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        InetSocketAddress here = Peer.address("address", address, ADDRESS);
        if (!open && !here.getAddress().isLoopbackAddress())
            throw new IllegalArgumentException(
                    "address is " + address + ", which other machines can send to; --open allows it");
        boolean first = words.remove(GENESIS);
        if (words.size() > 1) throw new IllegalArgumentException("'" + words.get(1) + "' is neither peers nor genesis");
        List<Peer> peers = Peer.list(words.isEmpty() ? "" : words.get(0));
        long until = blocks == null ? Long.MAX_VALUE : Numbers.whole("blocks", blocks, 1, Integer.MAX_VALUE);
        Rules rules = workless ? Rules.WITHOUT_WORK : new Rules(target(target));
        byte[] bytes = data.getBytes(StandardCharsets.UTF_8);
        double hashes = Numbers.real("rate", rate, 1e-3, Miner.Settings.MOST_RATE);
        long dice = Numbers.whole("seed", seed, Long.MIN_VALUE, Long.MAX_VALUE);
        var settings = new Miner.Settings(data, rules, bytes, hashes, !aloof, dice);
        boolean lines = piped || common.json;
        Consumer<Event> events = lines ? e -> console.json(MinerLines.event(e)) : e -> {};
        Conduct conduct = conduct(events);
        var miner = new Miner(settings, here, conduct, events);
        try {
            String listening = miner.address().getAddress().getHostAddress() + ":"
                    + miner.address().getPort();
            if (lines) console.json(MinerLines.listening(listening));
            else console.print("listening on %s", listening);
            if (piped) obey(miner);
            else {
                miner.join(peers, first ? Block.genesis(bytes) : null);
                watch(miner, until, lines);
            }
        } finally {
            miner.close();
        }
        if (lines) console.json(MinerLines.account(Account.of(miner, conduct)));
        return 0;
    }

    /** 2^235, or 0x and hexadecimal digits. */
    static Hash target(String typed) {
        try {
            if (typed.startsWith("2^"))
                return Rules.twoToThe(Integer.parseInt(typed.substring(2))).target();
            var number = new BigInteger(typed.startsWith("0x") ? typed.substring(2) : "", 16);
            if (number.signum() >= 0 && number.bitLength() <= 8 * Hash.BYTES)
                return Hash.parse(
                        "0".repeat(2 * Hash.BYTES - number.toString(16).length()) + number.toString(16));
        } catch (NumberFormatException e) { // falls through to the one message
        }
        throw new IllegalArgumentException(
                "target is " + (typed.isEmpty() ? "''" : typed) + "; allowed: 2^0 to 2^255, or 0x and up to 64 digits");
    }

    private Conduct conduct(Consumer<Event> events) throws IOException {
        if (policy == null) return new Conduct.Honest();
        Player player = Player.named(policy, Target.of("nakamoto"), console);
        return new Withholding(player.scenario(), env -> player.in(env), data, events);
    }

    /** Does what whoever started it says: one line, the peers and perhaps the data of the first block; then the end. */
    private static void obey(Miner miner) throws IOException {
        var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        String line = in.readLine();
        if (line == null) return;
        String[] said = line.split(" ");
        miner.join(
                Peer.list(said[0]),
                said.length < 2 ? null : Block.genesis(Base64.getDecoder().decode(said[1])));
        while (in.read() >= 0) continue;
    }

    private void watch(Miner miner, long until, boolean silent) {
        Chain.Place last = null;
        while (last == null || last.height() < until) {
            if (miner.failure() != null) throw new IllegalStateException(miner.failure());
            Chain.Place tip = miner.shown();
            if (tip != null && !tip.equals(last) && !silent)
                console.print(
                        "%7d  %s  %s",
                        tip.height(),
                        tip.hash().toString().substring(0, SHOWN),
                        printable(tip.block().data()));
            last = tip;
            try {
                Thread.sleep(LOOK_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private static String printable(byte[] data) {
        String text = new String(data, 0, Math.min(data.length, 60), StandardCharsets.UTF_8);
        return text.replaceAll("[^\\p{Print}\\p{L}]", "?");
    }
}
