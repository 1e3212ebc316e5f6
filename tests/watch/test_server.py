"""The server answers its own page, by token and host, with what the build wrote; everything else it refuses."""

from __future__ import annotations

import http.client
import json
from urllib.parse import urlsplit

import pytest

from report.watch.messages import Fault
from report.watch.screen import Screen
from report.watch.server import Server

PAGE = "<html><head></head><body>the sheet</body></html>"


@pytest.fixture
def output(tmp_path):
    folder = tmp_path / "_build"
    folder.mkdir()
    (folder / "toy.html").write_text(PAGE)
    (folder / "toy.pdf").write_bytes(b"%PDF")
    (folder / "diary.html").write_text("nobody asked for it")
    (tmp_path / "secret.html").write_text("outside")
    return folder


@pytest.fixture
def screen():
    return Screen()


@pytest.fixture
def server(screen):
    made = Server(screen, "toy")
    yield made
    made.close()


@pytest.fixture
def built(screen, output):
    files = {name: output / name for name in ("toy.html", "toy.pdf")}
    screen.show(page=output / "toy.html", version="7", files=files, building=False)


def ask(server, path="", method="GET", **headers):
    """Return status, headers and content of an answer; `path` is put below the token, unless it begins at the root."""
    place = urlsplit(server.address)
    connection = http.client.HTTPConnection("127.0.0.1", place.port, timeout=10)
    connection.putrequest(method, path if path.startswith("/") else place.path + path, skip_host="Host" in headers)
    for name, value in headers.items():
        connection.putheader(name, value)
    connection.endheaders()
    answer = connection.getresponse()
    content = answer.read() if path != "events" else answer.fp.readline() + answer.fp.readline()
    connection.close()
    return answer.status, answer.headers, content


@pytest.mark.parametrize("name", ["", "toy.html", "toy.html?again"])
def test_the_page_is_served_with_the_script(server, built, name):
    status, headers, content = ask(server, name)
    assert status == 200
    assert b"the sheet<script data-version=" in content
    assert headers["Content-Type"] == "text/html; charset=utf-8"
    assert headers["Cache-Control"] == "no-store"
    assert "Access-Control-Allow-Origin" not in headers


def test_other_formats_are_served_as_they_are(server, built):
    assert ask(server, "toy.pdf")[::2] == (200, b"%PDF")


def test_head_has_the_length_and_no_content(server, built):
    status, headers, content = ask(server, "toy.pdf", "HEAD")
    assert (status, headers["Content-Length"], content) == (200, "4", b"")
    assert ask(server, "events", "HEAD")[0] == 200


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/toy.html",
        "/wrong/",
        "/wrong/toy.html",
        "diary.html",
        "../secret.html",
        "..%2fsecret.html",
        "%2e%2e/secret.html",
        "..\\secret.html",
        "./../toy.html/../../secret.html",
        "/etc/passwd",
        "//etc/passwd",
        "toy.pdf%00.html",
        "toy.pdf/",
        "{output}/toy.pdf",
    ],
)
def test_what_has_no_name_here_is_not_found(server, built, output, path):
    status, _, content = ask(server, path.format(output=output))
    assert status == 404
    assert b"outside" not in content


def test_the_token_must_be_whole(server, built):
    token = urlsplit(server.address).path.strip("/")
    assert len(token) > 20
    for path in (f"/{token[:-1]}/", f"/{token}", f"/{token}x/", f"/x/{token}/"):
        assert ask(server, path)[0] == 404


@pytest.mark.parametrize(
    "host", ["evil.example:{port}", "127.0.0.1", "127.0.0.1:1", "", "localhost.evil.example:{port}"]
)
def test_another_host_is_refused(server, built, host):
    status, _, content = ask(server, Host=host.format(port=urlsplit(server.address).port))
    assert status == 421
    assert b"the sheet" not in content


def test_localhost_is_this_host(server, built):
    assert ask(server, Host=f"localhost:{urlsplit(server.address).port}")[0] == 200


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "BREW"])
def test_nothing_but_get_and_head_is_done(server, built, method):
    assert ask(server, "toy.html", method)[0] == 501


def test_links_out_of_the_folder_are_not_followed(server, built, output, tmp_path):
    for name in ("toy.html", "toy.pdf"):
        (output / name).unlink()
        (output / name).symlink_to(tmp_path / "secret.html")
        assert b"outside" not in ask(server, name)[2]
    assert ask(server, "toy.pdf")[0] == 404


def test_a_folder_or_a_file_that_is_gone_is_not_found(server, built, output):
    (output / "toy.pdf").unlink()
    assert ask(server, "toy.pdf")[0] == 404
    (output / "toy.pdf").mkdir()
    assert ask(server, "toy.pdf")[0] == 404


def test_it_listens_on_this_machine_alone(server):
    assert server.address.startswith("http://127.0.0.1:")
    assert server._http.socket.getsockname()[0] == "127.0.0.1"


def test_events_tell_what_is_shown_and_each_change(server, screen, built):
    first = json.loads(ask(server, "events")[2].removeprefix(b"data: "))
    assert first == {"version": "7", "building": False, "fault": None}
    screen.show(fault=Fault("it </script> failed", file="a.py", line=3, excerpt=((3, "1 / 0"),)))
    second = json.loads(ask(server, "events")[2].removeprefix(b"data: "))
    assert second["fault"]["message"] == "it </script> failed"
    assert second["fault"]["excerpt"] == [[3, "1 / 0"]]


def test_before_the_first_build_there_is_a_page_that_waits(server):
    status, _, content = ask(server)
    assert status == 200
    assert b"is being built for the first time" in content
