"""What the demo's tests share."""

import pytest

from desktop_admin.demo.mill import Mill, Resources
from resources.paths import resource


@pytest.fixture(scope="session")
def demo_resources() -> Resources:
    return Resources(
        resource("fonts/NotoSansSC-Regular.ttf"),
        resource("fonts/NotoSansSC-Bold.ttf"),
        resource("templates/commitment_letter.doc"),
    )


@pytest.fixture(scope="session")
def mill(demo_resources: Resources) -> Mill:
    return Mill(demo_resources)
