"""The Open311 façade under clients that others wrote: `georeport` (JSON and XML) and `civicbot` (JSON, and writing, which it
checks against the service's definition first).

`cargo xtask test --only clients` installs them and runs this.
"""

import hashlib
import json
import os
import re
import subprocess
import tempfile
import unittest
import urllib.request
from pathlib import Path

import requests
from civicbot.http import HttpError, HttpTransport, RateLimiter
from civicbot.open311 import Open311Client, ValidationError
from civicbot.registry import Endpoint
from georeport import GeoReport

CCHC = os.environ["CCHC_BIN"]
KEY = "mot-khoa-bat-ky"
JURISDICTION = "vi-du.vn"
CODE = "phan_anh.den"
FORM = {
    "id": "gop-y",
    "version": 1,
    "title": "Góp ý",
    "kinds": [{"code": "phan_anh", "label": "Phản ánh"}, {"code": "gop_y", "label": "Góp ý"}],
    "topics": [{"code": "den", "label": "Đèn <đường>", "kinds": ["phan_anh"]}, {"code": "thu-tuc", "label": "Thủ tục"}],
    "questions": [
        {
            "id": "kenh",
            "label": "Kênh",
            "type": "choices",
            "is_required": True,
            "options": [{"value": "mang", "label": "Qua mạng"}, {"value": "quay", "label": "Tại quầy"}],
        },
        {"id": "ngay", "label": "Ngày", "type": "date"},
    ],
    "agency": "no",
    "ward": "no",
    "place": "optional",
    "can_publish": True,
    "consent": {
        "id": "dong-y",
        "version": "1",
        "text": "Tôi đồng ý.",
        "controller": "Sở",
        "purposes": [{"id": "xu-ly", "label": "Xử lý", "is_required": True}],
    },
    "limits": {
        "title_chars": 150,
        "body_min_chars": 10,
        "body_chars": 4000,
        "files": 0,
        "file_bytes": 100000,
        "file_types": [],
    },
}
ATTRIBUTES = {
    "kenh": ["mang", "quay"],
    "ngay": "2026-11-20",
    "cchc.consent.xu-ly": "yes",
    "cchc.can_publish": "yes",
}
TEXT = "Đèn đường trước số 5 ngõ 12 không sáng từ thứ Hai."


class Clients(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        folder = Path(cls.folder.name)
        (folder / "feed").mkdir()
        feed = {"feedback.json": {"version": "1.0", "forms": [FORM]}, "agencies.json": {"version": "1.0", "agencies": []}}
        for name, content in feed.items():
            (folder / "feed" / name).write_text(json.dumps(content), encoding="utf-8")
        digest = hashlib.sha256(KEY.encode()).hexdigest()
        settings = folder / "cchc.toml"
        settings.write_text(
            f'data = "{folder / "data"}"\n[open311]\nform = "gop-y"\ncontact = "cchc@vi-du.vn"\n'
            f'jurisdiction = "{JURISDICTION}"\n[[open311.keys]]\nsite = "doi-tac"\nsha256 = "{digest}"\n',
            encoding="utf-8",
        )
        cls.data = folder / "data"
        line = [CCHC, "serve", "--root", folder, "--feed", folder / "feed", "--config", settings, "--addr", "127.0.0.1:0"]
        cls.server = subprocess.Popen(line, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        origin = next(found[1] for found in (re.search(r"listening (\S+)", line) for line in cls.server.stdout) if found)
        cls.base = f"{origin}/open311/v2"

    @classmethod
    def tearDownClass(cls):
        cls.server.terminate()
        cls.server.wait(30)
        cls.server.stdout.close()
        cls.folder.cleanup()

    def civicbot(self):
        transport = HttpTransport(rate_limiter=RateLimiter(min_interval=0.0))
        endpoint = Endpoint(id="vi-du", name="Ví dụ", base_url=self.base, write=True)
        return Open311Client(endpoint, transport, jurisdiction_id=JURISDICTION)

    def georeport(self, form="json"):
        return GeoReport(self.base, jurisdiction=JURISDICTION, output_format=form)

    def command(self, *words):
        line = [CCHC, "feedback", *words, "--data", self.data]
        return subprocess.run(line, check=True, capture_output=True, text=True).stdout

    def send(self, **more):
        words = {"address_string": "Ngõ 12", "description": TEXT, "attributes": ATTRIBUTES, "last_name": "Trần Thị", "first_name": "Hạnh"}
        words.update(more)
        code = words.pop("service_code", CODE)
        sent = self.civicbot().create_request(code, dry_run=False, confirm="SEND", api_key=words.pop("api_key", KEY), **words)
        return sent.response[0]

    def test_both_find_the_same_services_and_definitions(self):
        plain, marked = self.georeport(), self.georeport("xml")
        services = plain.get_service_list()
        self.assertEqual(services, self.civicbot().list_services())
        names = [(one["service_code"], one["service_name"], one["group"]) for one in services]
        self.assertIn((CODE, "Đèn <đường>", "Phản ánh"), names)
        self.assertEqual([(one["service_code"], one["service_name"], one["group"]) for one in marked.get_service_list()], names)
        definition = plain.get_service_definition(CODE)
        codes = [one["code"] for one in definition["attributes"]]
        self.assertEqual(codes, ["kenh", "ngay", "cchc.can_publish", "cchc.consent.xu-ly"])
        self.assertEqual([one["code"] for one in marked.get_service_definition(CODE)["attributes"]["attribute"]], codes)

    def test_a_request_is_checked_by_the_client_sent_answered_and_read_by_both(self):
        number = self.send(validate_remote=True)["service_request_id"]
        self.assertIsNone(next((one for one in self.civicbot().list_requests() if one["service_request_id"] == number), None), "not public yet")
        self.command("reply", number, "--body", "Đã thay bóng.", "--action", "Thay bóng")
        self.command("publish", number, "--title", "Đèn <hỏng>", "--body", "Đèn & cột", "--place", "Ngõ 12", "--answer", "Đã thay.")
        found = self.civicbot().get_request(number)
        self.assertEqual((found["status"], found["service_code"], found["status_notes"]), ("closed", CODE, "Đã thay."))
        self.assertEqual(found["description"], "Đèn <hỏng>\nĐèn & cột")
        self.assertEqual(self.georeport().get_service_request(number), found)
        self.assertIn(found, self.georeport().get_service_requests(status="closed", service_code=CODE))
        self.assertEqual(self.georeport().get_service_requests(service_request_id=number, status="open"), [found])
        self.assertEqual(self.georeport().get_service_requests(start_date="2020-01-01T00:00:00Z", end_date="2020-02-01T00:00:00Z"), [])
        marked = self.georeport("xml").get_service_request(number)
        self.assertEqual(set(marked), set(found))
        for name, value in found.items():
            self.assertEqual(marked[name], value, name)
        self.assertNotIn("Hạnh", json.dumps(found, ensure_ascii=False))

    def test_what_the_definition_forbids_the_client_refuses_and_so_does_the_hub(self):
        wrong = dict(ATTRIBUTES, kenh=["khac"])
        with self.assertRaises(ValidationError):
            self.send(validate_remote=True, attributes=wrong)
        for words, status in [
            ({"attributes": wrong}, 400),
            ({"description": ""}, 400),
            ({"service_code": "khong-co"}, 404),
            ({"api_key": "sai"}, 403),
        ]:
            with self.assertRaises(HttpError) as refused:
                self.send(**words)
            self.assertEqual(refused.exception.status, status, words)
            self.assertEqual(json.loads(refused.exception.body)[0]["code"], status)
        with self.assertRaises(requests.HTTPError) as refused:
            self.georeport("xml").get_service_definition("khong-co")
        self.assertIn("<errors><error><code>404</code>", refused.exception.response.text)

    def test_discovery_leads_to_the_services(self):
        with urllib.request.urlopen(f"{self.base}/discovery.json") as answer:
            endpoint = json.load(answer)["endpoints"][0]
        self.assertEqual(endpoint["specification"], "http://wiki.open311.org/GeoReport_v2")
        self.assertEqual(set(endpoint["formats"]), {"text/xml", "application/json"})


if __name__ == "__main__":
    unittest.main(verbosity=2)
