#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Looks at labels that we wrote as the loaders of other programs do.

Each check is one that pycocotools, TAO, mmtracking, mmdetection, datumaro or
CVAT really makes, or an assumption that it crashes or goes wrong without.
"""

import json
import os
import subprocess
import sys
import tempfile


def pycocotools(d):
    """createIndex, loadAnns, annToRLE."""
    images = {i["id"]: i for i in d["images"]}
    cats = {c["id"]: c for c in d["categories"]}
    assert len(images) == len(d["images"]), "image ids are unique"
    assert len(cats) == len(d["categories"]), "category ids are unique"
    assert all(isinstance(k, int) and k >= 1 for k in cats)
    anns = {a["id"]: a for a in d["annotations"]}
    assert len(anns) == len(d["annotations"]), "annotation ids are unique"
    for a in anns.values():
        image = images[a["image_id"]]
        assert a["category_id"] in cats
        x, y, w, h = a["bbox"]
        assert w > 0 and h > 0 and a["area"] > 0
        if isinstance(a["segmentation"], list):
            for part in a["segmentation"]:
                assert len(part) >= 6 and len(part) % 2 == 0
                xs, ys = part[0::2], part[1::2]
                assert min(xs) >= x - 1e-6 and max(xs) <= x + w + 1e-6
                assert min(ys) >= y - 1e-6 and max(ys) <= y + h + 1e-6
        else:
            assert a["segmentation"]["size"] == [image["height"], image["width"]]
        assert a["iscrowd"] in (0, 1) and not isinstance(a["iscrowd"], bool)


def datumaro(d):
    for key in ("info", "licenses", "images", "categories", "annotations"):
        assert key in d
    assert len(d["licenses"]) >= 1
    for a in d["annotations"]:
        assert all(isinstance(a[k], int) for k in ("id", "image_id", "category_id"))
        assert isinstance(a["segmentation"], (list, dict)) and len(a["bbox"]) == 4
        for value in a.get("attributes", {}).values():
            assert isinstance(value, (bool, int, float, str)), "attributes are scalars"


def tao(d):
    """_create_index: every annotation has a track of its own category."""
    tracks = {t["id"]: t for t in d["tracks"]}
    videos = {v["id"]: v for v in d["videos"]}
    assert len(tracks) == len(d["tracks"])
    for v in videos.values():
        assert v["neg_category_ids"] == [] and v["not_exhaustive_category_ids"] == []
        assert {"name", "width", "height", "metadata"} <= v.keys()
    for i in d["images"]:
        assert i["video_id"] in videos and isinstance(i["frame_index"], int)
    for a in d["annotations"]:
        assert a["category_id"] == tracks[a["track_id"]]["category_id"]
        assert a["video_id"] in videos
    assert all(t["video_id"] in videos for t in tracks.values())


def mmtracking(d):
    """get_img_ids_from_vid fills a list by frame_id; instance ids are never 0."""
    for v in d["videos"]:
        ids = [i["frame_id"] for i in d["images"] if i["video_id"] == v["id"]]
        assert sorted(ids) == list(range(len(ids))), "frame_id is dense from 0"
    seen = set()
    for a in d["annotations"]:
        assert a["instance_id"] == a["track_id"] >= 1
        key = (a["image_id"], a["instance_id"])
        assert key not in seen, "one annotation of a track in a frame"
        seen.add(key)


def cvat(d):
    """A track needs attributes.track_id and keyframe; its ends are keyframes."""
    order = {i["id"]: i["frame_index"] for i in d["images"]}
    tracks = {}
    for a in d["annotations"]:
        attributes = a["attributes"]
        assert ("track_id" in attributes) == ("keyframe" in attributes)
        if "track_id" in attributes:
            assert attributes["track_id"] == a["track_id"] and attributes["outside"] is False
            tracks.setdefault(a["track_id"], []).append((order[a["image_id"]], attributes["keyframe"]))
    deleted = set(range(max(order.values(), default=0) + 1)) - set(order.values())
    for frames in tracks.values():
        frames.sort()
        if frames[0][0] - 1 not in deleted:
            assert frames[0][1], "the first annotation of a track is a keyframe"
        if frames[-1][0] + 1 not in deleted:
            assert frames[-1][1], "the last annotation of a track is a keyframe"


def plain(d):
    assert not {"videos", "tracks"} & d.keys()
    for i in d["images"]:
        assert not {"video_id", "frame_id", "frame_index"} & i.keys()
    for a in d["annotations"]:
        assert not {"video_id", "track_id", "instance_id"} & a.keys()
        assert a.get("attributes") != {}


CHECKS = {
    "video": (pycocotools, datumaro, tao, mmtracking, cvat),
    "plain-as-video": (pycocotools, datumaro, tao, mmtracking, cvat),
    "cvat": (pycocotools, datumaro, tao, mmtracking, cvat),
    "plain": (pycocotools, datumaro, plain),
    "video-as-plain": (pycocotools, datumaro, plain),
}


def main():
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([sys.argv[1], folder], check=True)
        names = sorted(os.listdir(folder))
        jobs = [(n, c) for n in names for c in CHECKS[n.rsplit("-", 1)[0]]]
        print("1..%d" % len(jobs))
        for number, (name, check) in enumerate(jobs, 1):
            with open(os.path.join(folder, name), encoding="utf-8") as f:
                document = json.load(f)
            try:
                check(document)
                print("ok %d %s as %s" % (number, name, check.__name__))
            except (AssertionError, KeyError, TypeError, ValueError) as error:
                failed = 1
                trace = error.__traceback__
                while trace.tb_next:
                    trace = trace.tb_next
                print("not ok %d %s as %s: line %d: %r" % (number, name, check.__name__, trace.tb_lineno, error))
    return failed


sys.exit(main())
