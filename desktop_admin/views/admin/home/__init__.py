"""What 系统管理 shows on 工作台."""
