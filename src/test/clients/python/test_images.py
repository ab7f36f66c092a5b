"""Images in and out of chat."""

import base64

import openai
import pytest

PNG = b"\x89PNG\r\n\x1a\n"


def data_url(image, media_type="image/png"):
    return f"data:{media_type};base64,{base64.b64encode(image).decode()}"


def looking_at(*urls, prompt="What is this?"):
    parts = [{"type": "image_url", "image_url": {"url": url, "detail": "low"}} for url in urls]
    return [{"role": "user", "content": [{"type": "text", "text": prompt}, *parts]}]


@pytest.mark.parametrize("model", ["sandbox/vision", "sandbox/chat"])
def test_vision_facts_of_the_image_are_told(chat, blue_png, model):
    text = chat(model=model, messages=looking_at(data_url(blue_png))).choices[0].message.content

    assert "PNG" in text
    assert "40" in text and "20" in text
    assert "blue" in text.lower()


def test_vision_two_images_are_both_told(chat, blue_png):
    url = data_url(blue_png)
    text = chat(model="sandbox/vision", messages=looking_at(url, url)).choices[0].message.content

    assert text.count("PNG") == 2


def wrong_images(png):
    return [
        (data_url(png, "image/jpeg"), "media type that lies"),
        (data_url(png[:20]), "truncated"),
        (data_url(b"GIF is not what this is"), "no image"),
        ("http://127.0.0.1:9/picture.png", "private address"),
        ("https://[::1]/picture.png", "private address, IPv6"),
    ]


@pytest.mark.parametrize("case", range(5), ids=[name for _, name in wrong_images(PNG)])
def test_vision_wrong_image_is_named(chat, blue_png, case):
    url, _ = wrong_images(blue_png)[case]

    with pytest.raises(openai.BadRequestError) as raised:
        chat(model="sandbox/vision", messages=looking_at(data_url(blue_png), url))

    assert raised.value.param.startswith("messages[0].content[2]")


def test_vision_too_many_images_are_refused(chat, blue_png):
    with pytest.raises(openai.BadRequestError, match="10"):
        chat(model="sandbox/vision", messages=looking_at(*[data_url(blue_png)] * 11))


def drawn(url):
    head, _, data = url.partition(",")
    assert head == "data:image/png;base64"
    image = base64.b64decode(data, validate=True)
    assert image.startswith(PNG)
    return image


DRAW = {"model": "sandbox/image", "extra_body": {"modalities": ["text", "image"]}}


def test_image_asked_for_is_drawn(chat):
    message = chat("Draw a red circle", **DRAW).choices[0].message

    assert message.content
    assert [image["type"] for image in message.images] == ["image_url"]
    assert drawn(message.images[0]["image_url"]["url"])


def test_image_streamed_is_the_same_image(chat):
    whole = chat("Draw a red circle", **DRAW).choices[0].message.images[0]["image_url"]["url"]
    deltas = [chunk.choices[0].delta for chunk in chat("Draw a red circle", stream=True, **DRAW)]
    images = [image for delta in deltas for image in getattr(delta, "images", None) or []]

    assert [drawn(image["image_url"]["url"]) for image in images] == [drawn(whole)]


def test_image_drawn_can_be_looked_at(chat):
    message = chat("Draw a red circle", **DRAW).choices[0].message
    url = message.images[0]["image_url"]["url"]

    assert "1024" in chat(model="sandbox/vision", messages=looking_at(url)).choices[0].message.content
