"""What people see and change of their own account: password, devices, sessions."""
