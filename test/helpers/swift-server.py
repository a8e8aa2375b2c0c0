"""OpenStack Swift with its S3 interface, its four servers in one process: swift-server.py DIR PORT KEY. It stores its data in DIR."""

import os
import sys

import eventlet
from eventlet import wsgi
from swift.common import utils

# Must run before other modules of Swift are loaded, because those create threads.
utils.eventlet_monkey_patch()

HOST = "127.0.0.1"
DISK = "disk"
BACKEND = "[app:main]\nuse = egg:swift#{kind}\ndevices = {dir}\nmount_check = false\n"
# Swift adds the filters that it requires.
FILTERS = ["memcache", "s3api", "tempauth", "slo"]
SETTINGS = {
    # Swift requires the address of a cache, but works although nothing listens there.
    "memcache": "memcache_servers = 127.0.0.1:1",
    "s3api": "location = us-east-1",
    "tempauth": "user_test_tester = {key} .admin",
}


def main(home, port, key):
    write(home, "swift.conf", "[swift-hash]\nswift_hash_path_suffix = test\n")
    utils.set_swift_dir(home)
    os.makedirs(os.path.join(home, DISK), exist_ok=True)
    # Before the other servers, which might get this port as a free one.
    entrance = eventlet.listen((HOST, port))
    for kind in ["account", "container", "object"]:
        listener = eventlet.listen((HOST, 0))
        make_ring(home, kind, listener.getsockname()[1])
        eventlet.spawn(serve, listener, load(home, kind, BACKEND.format(kind=kind, dir=home)))
    proxy = load(home, "proxy", proxy_settings(home, key))
    print("listening", flush=True)
    serve(entrance, proxy)


def make_ring(home, kind, port):
    from swift.common.ring import RingBuilder

    ring = RingBuilder(1, 1, 1)
    ring.add_dev({"id": 0, "region": 1, "zone": 1, "ip": HOST, "port": port, "device": DISK, "weight": 1})
    ring.rebalance()
    ring.get_ring().save(os.path.join(home, f"{kind}.ring.gz"))


def proxy_settings(home, key):
    pipeline = " ".join([*FILTERS, "proxy-server"])
    settings = {name: SETTINGS.get(name, "").format(key=key) for name in FILTERS}
    filters = [f"[filter:{name}]\nuse = egg:swift#{name}\n{settings[name]}\n" for name in FILTERS]
    app = "[app:proxy-server]\nuse = egg:swift#proxy\naccount_autocreate = true\n"
    return f"[DEFAULT]\nswift_dir = {home}\n[pipeline:main]\npipeline = {pipeline}\n{app}{''.join(filters)}"


def load(home, name, settings):
    from swift.common.wsgi import loadapp

    return loadapp(write(home, f"{name}.conf", settings))


def serve(listener, app):
    from swift.common.wsgi import SwiftHttpProtocol

    wsgi.server(listener, app, utils.NullLogger(), protocol=SwiftHttpProtocol)


def write(home, name, content):
    path = os.path.join(home, name)
    with open(path, "w", encoding="utf-8") as file:
        file.write(content)
    return path


main(sys.argv[1], int(sys.argv[2]), sys.argv[3])
