"""A mail server on loopback that keeps each mail as a file: mail-server.py FOLDER [PORT].

Prints its port when it listens. What FOLDER/manner says decides how it answers the next mails:
accept; hang-up-after (keeps the mail, hangs up instead of answering); hang-up-before (hangs up at the
recipient); later (refuses for now); never (refuses for good).
"""

import asyncio
import pathlib
import sys

from aiosmtpd.smtp import SMTP

folder = pathlib.Path(sys.argv[1])
port = int(sys.argv[2]) if len(sys.argv) > 2 else 0


def manner():
    file = folder / "manner"
    return file.read_text() if file.exists() else "accept"


class Keep:
    async def handle_RCPT(self, server, session, envelope, address, options):
        if manner() == "hang-up-before":
            server.transport.abort()
            return "421 gone"
        envelope.rcpt_tos.append(address)
        return "250 ok"

    async def handle_DATA(self, server, session, envelope):
        if manner() == "later":
            return "451 not now"
        if manner() == "never":
            return "554 not this"
        count = len(list(folder.glob("*.eml")))
        (folder / f"{count + 1}.eml").write_bytes(envelope.content)
        if manner() == "hang-up-after":
            server.transport.abort()
        return "250 taken"


async def serve():
    server = await asyncio.get_running_loop().create_server(lambda: SMTP(Keep()), "127.0.0.1", port)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


asyncio.run(serve())
