"""Each field of a target is checked, and the reason is for the person who wrote it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from core.errors import BadInput
from core.target_form import fields_of, target_of

MOMENT = datetime(2026, 11, 25, 4, tzinfo=UTC)
WHOLE = {"url": "https://a.example/", "basis": "日常监测计划第3号", "approved_by": "张队", "valid_until": "2026-12-31"}


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"url": ""}, "网址：未填写"),
        ({"url": "ftp://a.example/"}, "网址："),
        ({"url": "https://a b/"}, "网址："),
        ({"klass": "仓库"}, "类别：'仓库' 不在"),
        ({"every": "有时"}, "频率："),
        ({"every": "5 秒"}, "频率："),
        ({"browser": "也许"}, "浏览器："),
        ({"max_pages": "0"}, "最多页数："),
        ({"max_pages": "一百"}, "最多页数："),
        ({"delay": "-1"}, "间隔秒数："),
        ({"delay": "nan"}, "间隔秒数："),
        ({"concurrency": "999"}, "并发数："),
        ({"window": "25:00-26:00"}, "抓取时段："),
        ({"scope": "https://a.example/x"}, "范围："),
        ({"valid_until": "2026-02-30"}, "有效期至："),
        ({"valid_until": "下周"}, "有效期至："),
        ({"valid_until": "2026-11-24"}, "有效期至：已过期"),
        ({"basis": ""}, "法律依据：未填写"),
        ({"approved_by": " "}, "批准人：未填写"),
        ({"robots": "不遵守"}, "爬虫协议：不遵守爬虫协议须写明理由和决定人"),
        ({"name": "长" * 201}, "名称：超过 200 个字符"),
    ],
)
def test_a_wrong_field_is_named_with_its_reason(change, reason):
    with pytest.raises(BadInput) as told:
        target_of(WHOLE | change, MOMENT, task=True)
    assert str(told.value).startswith(reason)


def test_words_and_codes_mean_the_same():
    words = target_of(WHOLE | {"klass": "广告频道", "every": "每天", "browser": "不用", "risk": "高"}, MOMENT)
    codes = target_of(WHOLE | {"klass": "advert_channel", "every": "86400", "browser": "never", "risk": "high"}, MOMENT)
    assert words == codes


def test_the_last_day_of_a_task_counts_to_its_end_in_beijing():
    assert target_of(WHOLE, MOMENT).valid_until == datetime(2026, 12, 31, 15, 59, 59, tzinfo=UTC)


def test_a_target_reads_back_from_the_words_it_is_written_in():
    target = target_of(
        WHOLE | {"every": "12 小时", "window": "22:00-6:30", "delay": "2.5", "scope": "a.example; b.example", "active": "已停止", "concurrency": "3"}, MOMENT
    )
    assert target.every == 43_200
    assert target_of(fields_of(target), MOMENT, task=True) == target
