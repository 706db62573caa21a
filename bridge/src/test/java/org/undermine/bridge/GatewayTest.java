package org.undermine.bridge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class GatewayTest {
    private static final String ASK =
            "c\nt\nprotocols\ne\n"; // Py4J: call, on the entry point, this method, no arguments

    @Test
    void answers_who_brings_the_token_and_no_one_else() throws IOException {
        var gateway = new Gateway(new Service());
        try {
            assertTrue(said(gateway, "A\n" + gateway.token() + "\n", ASK).contains("nakamoto"));
            assertEquals("", said(gateway, "A\nguess\n", ASK).replaceAll("!x.*", ""));
            assertEquals("", said(gateway, ASK).replaceAll("!x.*", ""));
        } finally {
            gateway.stop();
        }
    }

    @Test
    void every_gateway_has_its_own_port_and_token() {
        var one = new Gateway(new Service());
        var other = new Gateway(new Service());
        try {
            assertNotEquals(one.port(), other.port());
            assertNotEquals(one.token(), other.token());
        } finally {
            one.stop();
            other.stop();
        }
    }

    @Test
    void ends_when_standard_input_does() throws Exception {
        var jvm = start(ProcessHandle.current().pid());
        jvm.getOutputStream().close();
        assertTrue(jvm.waitFor(5, TimeUnit.SECONDS));
    }

    @Test
    void ends_when_its_parent_is_another_than_it_was() throws Exception {
        var jvm = start(1);
        assertTrue(jvm.waitFor(5, TimeUnit.SECONDS));
    }

    private static Process start(long parent) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new ProcessBuilder(
                        java, "-cp", System.getProperty("java.class.path"), Gateway.class.getName(), "" + parent)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** What the gateway answers to each message before it hangs up; it is sent one at a time. */
    private static String said(Gateway gateway, String... messages) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), gateway.port())) {
            socket.setSoTimeout(5000);
            Writer to = new OutputStreamWriter(socket.getOutputStream(), StandardCharsets.UTF_8);
            var from = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            String answer = "";
            for (String message : messages) {
                to.write(message);
                to.flush();
                String line = from.readLine();
                if (line == null) return answer;
                answer = line;
            }
            return answer;
        } catch (java.net.SocketException e) { // it hung up
            return "";
        }
    }
}
