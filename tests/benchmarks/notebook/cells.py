# ruff: noqa: T201  a notebook prints
# A notebook that does what the hand-in's does, cell by cell; it runs where the project's data/ lies.

# %% [markdown]
# # Exercise 2
# %%
import json
import time

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import torch
from safetensors.torch import load_file
from sklearn.decomposition import PCA
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import accuracy_score
from torch import nn

NAMES = ["cities", "neg_cities", "sp_en_trans", "neg_sp_en_trans"]
SEED, LAYER = 5, 14
shown = {}


def load(name):
    table = pd.read_csv(f"data/smollm2/datasets/{name}.csv")
    tensors = load_file(f"data/smollm2/acts/SmolLM2/135M/instruct/{name}/layer_{LAYER}.safetensors")
    rows, labels = tensors["activations"].float(), torch.tensor(table["label"].values)
    order = np.random.default_rng(SEED).permutation(len(rows))
    train, test = np.split(order, [int(0.8 * len(rows))])
    return rows[train], labels[train], rows[test], labels[test]


# %%
for name in NAMES:
    x_train, y_train, x_test, y_test = load(name)
    probe = LogisticRegression(C=1e12, solver="liblinear").fit(x_train, y_train)
    shown[f"{name} on itself"] = accuracy_score(y_test, probe.predict(x_test))
    print(name, shown[f"{name} on itself"])
    plane = PCA(n_components=2).fit_transform(x_test)
    for label, word in ((1, "true"), (0, "false")):
        plt.scatter(*plane[y_test == label].T, alpha=0.7, label=word)
    plt.title(name)
    plt.legend()
    plt.show()

# %%
x_train, y_train, _, _ = load("cities")
free = LogisticRegression(C=1e12, solver="liblinear").fit(x_train, y_train)
held = LogisticRegression(C=1, solver="liblinear").fit(x_train, y_train)
for name in NAMES[1:]:
    _, _, x_test, y_test = load(name)
    for C, probe in (("1e12", free), ("1", held)):
        shown[f"cities on {name}, C = {C}"] = accuracy_score(y_test, probe.predict(x_test))
print(pd.Series(shown))

# %%
first, second = load("cities"), load("neg_cities")
x_train, y_train = torch.cat([first[0], second[0]]), torch.cat([first[1], second[1]])
free = LogisticRegression(C=1e12, solver="liblinear").fit(x_train, y_train)
held = LogisticRegression(C=1, solver="liblinear").fit(x_train, y_train)
for name in NAMES[2:]:
    _, _, x_test, y_test = load(name)
    for C, probe in (("1e12", free), ("1", held)):
        shown[f"both on {name}, C = {C}"] = accuracy_score(y_test, probe.predict(x_test))
print(pd.Series(shown))

# %% [markdown]
# # Exercise 3
# %%
axis = np.linspace(-1, 1, 200)
s1, s2 = np.meshgrid(axis, axis)
fields = {f"lse, {lam}": np.log(np.exp(lam * s1) + np.exp(lam * s2)) / lam for lam in (1, 10, 100)}
fields["max"] = np.maximum(s1, s2)
figure, panels = plt.subplots(1, 4, figsize=(18, 5))
for panel, (title, field) in zip(panels, fields.items(), strict=True):
    figure.colorbar(panel.contourf(s1, s2, field, levels=20), ax=panel)
    panel.set_title(title)
plt.tight_layout()
plt.show()

# %%
figure, panels = plt.subplots(2, 4, figsize=(18, 10))
for column, lam in zip(panels.T, (1, 10, 100, None), strict=True):
    if lam is None:
        components = [(s1 > s2).astype(float), (s2 >= s1).astype(float)]
    else:
        total = np.exp(lam * s1) + np.exp(lam * s2)
        components = [np.exp(lam * s1) / total, np.exp(lam * s2) / total]
    for panel, component in zip(column, components, strict=True):
        figure.colorbar(panel.imshow(component, extent=(-1, 1, -1, 1), origin="lower"), ax=panel)
        panel.set_title("one-hot" if lam is None else f"softargmax, {lam}")
plt.tight_layout()
plt.show()


# %% [markdown]
# # Exercise 4
# %%
class Shallow(nn.Module):
    def __init__(self):
        super().__init__()
        self.hidden, self.output = nn.Linear(2, 20), nn.Linear(20, 1)

    def forward(self, x):
        return self.output(torch.relu(self.hidden(x)))


class Deep(nn.Module):
    def __init__(self):
        super().__init__()
        self.first, self.shared, self.output = nn.Linear(2, 5), nn.Linear(5, 5), nn.Linear(5, 1)

    def forward(self, x):
        x = torch.relu(self.first(x))
        for _ in range(3):
            x = torch.relu(self.shared(x))
        return self.output(x)


def draw_output(network, reach, points, title):
    x, y = np.meshgrid(np.linspace(-reach, reach, points), np.linspace(-reach, reach, points))
    plane = torch.tensor(np.vstack([x.ravel(), y.ravel()]).T, dtype=torch.float32)
    with torch.no_grad():
        output = network(plane).numpy().reshape(x.shape)
    shown[f"{title}, least"], shown[f"{title}, largest"] = float(output.min()), float(output.max())
    plt.figure(figsize=(8, 6))
    plt.contourf(x, y, output, 20)
    plt.colorbar()
    plt.title(title)
    plt.show()
    return output


def draw_gradient(output):
    _, panels = plt.subplots(1, 2, figsize=(12, 6))
    for panel, part in zip(panels, np.gradient(output, axis=(1, 0)), strict=True):
        plt.colorbar(panel.imshow(part, extent=(-10, 10, -10, 10), cmap="prism"), ax=panel)
    plt.show()


# %%
torch.manual_seed(SEED)
shallow = Shallow()
near = draw_output(shallow, 10, 500, "shallow")
# %%
draw_output(shallow, 10_000, 5_000, "shallow, far")
# %%
draw_gradient(near)
# %%
torch.manual_seed(SEED)
draw_gradient(draw_output(Deep(), 10, 500, "deep"))
# %%
print(json.dumps({"shown": shown, "CPU": time.process_time()}))
