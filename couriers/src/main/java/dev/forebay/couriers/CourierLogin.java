package dev.forebay.couriers;

/** A user's name and password, for a server that wants them. Never shows the password. */
public record CourierLogin(String user, String password) {

    @Override
    public String toString() {
        return "CourierLogin[" + user + "]";
    }
}
