"""What the review desk shows on 工作台."""
