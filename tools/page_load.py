"""ページを初めて開いたときに、何がどれだけ届き、主スレッドがどれだけ働くかを、実際のブラウザーで測ります。"""

PHONE = {"width": 390, "height": 844}


def loaded(browser, address: str) -> dict:
    """新しい利用者が電話の幅で開いたときの、届く量、要求、要素の数、主スレッドの CPU 秒、書かれている文字です。"""
    context = browser.new_context(viewport=PHONE, ignore_https_errors=True)
    page = context.new_page()
    device = context.new_cdp_session(page)
    device.send("Performance.enable", {"timeDomain": "threadTicks"})  # 混んだ機械でもあまり変わらない CPU 時間
    requests = []
    page.on("requestfinished", lambda request: requests.append(request))
    page.goto(address, wait_until="networkidle")
    metrics = {metric["name"]: metric["value"] for metric in device.send("Performance.getMetrics")["metrics"]}
    sent = [request for request in requests if request.url.startswith("http")]
    found = {
        "kB": sum(request.sizes()["responseBodySize"] for request in sent) / 1000,
        "要求": len(sent),
        "要素": page.evaluate("document.getElementsByTagName('*').length"),
        "主スレッド 秒": metrics["TaskDuration"],
        "文章": page.locator("main").first.text_content(),
    }
    context.close()
    return found
