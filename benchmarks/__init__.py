"""What the tracker costs, measured beside what the same work costs elsewhere: `./run bench`.

Each benchmark is a module with a docstring that says what is compared with what and why that is
fair, and a function `run(*, quick)` that yields its tables; `quick` asks for the smallest run that
still goes through all of it. It works on databases and folders of its own.
"""
