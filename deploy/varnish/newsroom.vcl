vcl 4.1;
# The public site in memory, for Varnish 7 with the xkey module (Debian: varnish-modules).
# Start it with  varnishd -f /etc/varnish/newsroom.vcl -a 127.0.0.1:6081 -s malloc,1g
# behind something that ends TLS; the desk (/admin/) and /static/ never come here.
import std;
import xkey;
include "newsroom-origin.vcl";

sub vcl_recv {
    if (req.restarts == 0) {
        unset req.http.X-Newsroom-Old;
        unset req.http.X-Newsroom-Told;
        # What the caller says he knows, kept aside; then the secret is ours.
        set req.http.X-Newsroom-Told = req.http.X-Newsroom-Refresh;
        unset req.http.X-Newsroom-Refresh;
        call newsroom_secret;
    }
    if (req.method == "PURGE") {
        if (client.ip !~ newsroom_near || req.http.X-Newsroom-Told != req.http.X-Newsroom-Edge) {
            return (synth(403, "Forbidden"));
        }
        if (req.http.X-Newsroom-Purge) {
            set req.http.X-Newsroom-Told = xkey.purge(req.http.X-Newsroom-Purge);
        } else {
            set req.http.X-Newsroom-Told = xkey.softpurge(req.http.X-Newsroom-Softpurge);
        }
        return (synth(200, "Forgotten"));
    }
    unset req.http.X-Newsroom-Told;
    if (req.method != "GET" && req.method != "HEAD") { return (synth(405, "Method Not Allowed")); }
    if (req.url == "/healthz" || req.url == "/readyz") { return (pass); }
    # Every reader gets the same page, so nothing of a reader's reaches the application.
    unset req.http.Cookie;
    unset req.http.Authorization;
    unset req.http.Accept-Language;
    set req.http.X-Forwarded-Proto = "https";
    # The front and stories are asked nothing: links from elsewhere make no second copy.
    # Only by such a number did older systems tell their texts apart at the front.
    if ((req.url ~ "^/\?" && req.url !~ "^/\?(p|page_id|id)=[0-9]+$") || req.url ~ "^/[a-z0-9-]+/[0-9]{4}/[0-9]{2}/[a-z0-9-]+/\?") {
        set req.url = regsub(req.url, "\?.*$", "");
    }
    # Fresh while the application lives, old when it does not.
    if (req.http.X-Newsroom-Old || !std.healthy(req.backend_hint)) {
        set req.grace = 365d;
    } else {
        set req.grace = 0s;
    }
    return (hash);
}

sub vcl_hash {
    hash_data(req.url);
    return (lookup);
}

sub vcl_backend_fetch {
    unset bereq.http.Accept-Encoding;
}

sub vcl_backend_response {
    # An error never takes the place of a page.
    if (beresp.status >= 500) { return (error(503, "Not now")); }
    unset beresp.http.Set-Cookie;
    # Its header varies for browsers; we ask for one form only, and pack it ourselves.
    unset beresp.http.Vary;
    if (beresp.http.Surrogate-Control ~ "^max-age=[0-9.]+$") {
        set beresp.ttl = std.duration(
            regsub(beresp.http.Surrogate-Control, "^max-age=([0-9.]+)$", "\1s"), 0s);
        set beresp.grace = 365d;
        set beresp.keep = 0s;
    } else {
        # Only that header says how long; an answer without it is not kept.
        set beresp.uncacheable = true;
        set beresp.ttl = 1s;
        set beresp.grace = 0s;
    }
    unset beresp.http.Surrogate-Control;
    if (beresp.http.Content-Type ~ "text|xml|json|javascript") {
        set beresp.do_gzip = true;
        set beresp.http.Vary = "Accept-Encoding";
    }
    return (deliver);
}

sub vcl_backend_error {
    set beresp.ttl = 0s;
    if (bereq.is_bgfetch) { return (abandon); }
}

sub vcl_deliver {
    # Once more, for the copy that was too old while we hoped for a new one.
    if (resp.status >= 500 && req.restarts == 0) {
        set req.http.X-Newsroom-Old = "1";
        return (restart);
    }
    unset resp.http.xkey;
    unset resp.http.Age;
    unset resp.http.Via;
    unset resp.http.X-Varnish;
}
