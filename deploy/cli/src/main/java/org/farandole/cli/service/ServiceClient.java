package org.farandole.cli.service;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.farandole.cli.terminal.CommandFailure;
import org.farandole.cli.terminal.ExitCode;
import org.farandole.cli.terminal.JsonText;
import org.jspecify.annotations.Nullable;

/**
 * One service's REST interface on loopback. What goes wrong comes as a {@link CommandFailure} for a person. Thread-safe.
 *
 * @param name for messages
 * @param url such as {@code http://127.0.0.1:17083}
 */
public record ServiceClient(String name, String url) {

    private static final int CONFLICT = 409;
    private static final int CONNECT_MILLIS = 1_000;
    private static final int READ_MILLIS = (int) Duration.ofSeconds(30).toMillis();

    /** Any answer, good or bad. */
    public record Answer(int status, String body) {
        public boolean good() {
            return status / 100 == 2;
        }
    }

    public boolean answersOk(String path) {
        try {
            return exchange("GET", path, null, null).good();
        } catch (IOException e) {
            return false;
        }
    }

    /** @throws CommandFailure if it does not answer, or refuses */
    public JsonNode get(String path) {
        return parsed(good(send("GET", path, null, null)));
    }

    /**
     * As the other; nothing where what is asked about is not in a state to answer (409).
     *
     * @throws CommandFailure if it does not answer, or refuses for another reason
     */
    public Optional<JsonNode> getIfAny(String path) {
        Answer answer = send("GET", path, null, null);
        return answer.status() == CONFLICT ? Optional.empty() : Optional.of(parsed(good(answer)));
    }

    /** @throws CommandFailure if it does not answer, or refuses, or sends something else */
    public <T> T get(String path, Class<T> type) {
        String body = good(send("GET", path, null, null));
        try {
            return JsonText.parse(body, type);
        } catch (JsonProcessingException e) {
            throw CommandFailure.failed(name + " answered " + path + " with something else: " + e.getOriginalMessage());
        }
    }

    public void put(String path, Object body) {
        good(send("PUT", path, "application/json", JsonText.oneLine(body)));
    }

    public void post(String path, Object body) {
        good(send("POST", path, "application/json", JsonText.oneLine(body)));
    }

    public void delete(String path) {
        good(send("DELETE", path, null, null));
    }

    /** The answer as it is, for those who know what a refusal means. */
    public Answer postText(String path, String contentType, String body) {
        return send("POST", path, contentType, body);
    }

    /** The JSON of an answer. */
    public JsonNode parsed(String body) {
        try {
            return JsonText.parse(body);
        } catch (JsonProcessingException e) {
            throw CommandFailure.failed(name + " answered with something that is not JSON: " + e.getOriginalMessage());
        }
    }

    private String good(Answer answer) {
        if (!answer.good()) {
            ExitCode code = answer.status() / 100 == 4 ? ExitCode.BAD_INPUT : ExitCode.FAILED;
            throw new CommandFailure(code, name + " refuses (" + answer.status() + "): " + why(answer.body()));
        }
        return answer.body();
    }

    private static String why(String body) {
        try {
            JsonNode json = JsonText.parse(body);
            for (String field : new String[] {"why", "message", "error", "details"}) {
                if (json.path(field).isTextual()) {
                    return json.path(field).asText();
                }
            }
        } catch (JsonProcessingException e) {
            return body.lines().findFirst().orElse("no reason given");
        }
        return body.isBlank() ? "no reason given" : body.replace('\n', ' ');
    }

    private Answer send(String method, String path, @Nullable String contentType, @Nullable String body) {
        try {
            return exchange(method, path, contentType, body);
        } catch (ConnectException e) {
            throw new CommandFailure(
                    ExitCode.NOT_RUNNING, name + " does not answer on " + url + ": see ./farandole status");
        } catch (IOException e) {
            throw CommandFailure.failed(name + " did not answer " + method + " " + path + ": " + e.getMessage());
        }
    }

    private Answer exchange(String method, String path, @Nullable String contentType, @Nullable String body)
            throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) URI.create(url + path).toURL().openConnection();
        connection.setRequestMethod(method);
        connection.setConnectTimeout(CONNECT_MILLIS);
        connection.setReadTimeout(READ_MILLIS);
        connection.setRequestProperty("Accept", "application/json");
        if (body != null) {
            connection.setDoOutput(true);
            connection.setRequestProperty("Content-Type", contentType);
            try (OutputStream out = connection.getOutputStream()) {
                out.write(body.getBytes(StandardCharsets.UTF_8));
            }
        }
        int status = connection.getResponseCode();
        try (var in = status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
            return new Answer(status, in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }
}
