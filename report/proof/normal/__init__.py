"""The normal form: equal formulas brought to the same shape."""
